/* The phone page's script: drafts, outbox, clock, what changed. Plain ES2017; every form works without it. */
(function () {
  'use strict';
  var body = document.body;
  var code = body.dataset.code, seat = body.dataset.seat;
  var carry = body.dataset.carry, inAddress = body.dataset.carried === '1';
  var store = 'facilitator:' + body.dataset.workshop + ':';
  var WAITING = 'waiting', SAVED = 'saved', REFUSED = 'refused', TAKEN = 'taken';
  var memory = {};
  var WORDS = {}, formOf = function (n) { return n !== 1; };

  // ---------------------------------------------------------------- what is said, in the phone's language
  // say('Send'), say('Saved {time}', { time: at }), say('{n} note', '{n} notes', { n: 3 }); the server fills in WORDS and formOf.
  function say(one, many, values) {
    if (typeof many !== 'string') { values = many; many = one; }
    var told = WORDS[one], n = values && values.n;
    var text = told ? told[told.length > 1 ? Number(formOf(n)) : 0] || told[0] : n === undefined || n === 1 ? one : many;
    return text.replace(/\{(\w+)\}/g, function (name, key) { return values && key in values ? values[key] : name; });
  }

  // ---------------------------------------------------------------- what this phone keeps
  // The page's memory is what holds; the disk has a copy for the next time. Where the disk is full or shut, the tab's
  // own history has it, so that a reload loses nothing.
  var onDisk = true, handed = false, stashing = 0;
  function load() {
    try {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf(store) === 0) remember(name.slice(store.length), localStorage.getItem(name));
      });
    } catch (error) { onDisk = false; }
    var kept = history.state && history.state.of === store ? history.state.kept : {};
    Object.keys(kept).forEach(function (name) { if (!(name in memory)) keep(name, kept[name]); });
    stash();
  }
  function stash() {
    try { history.replaceState(onDisk ? null : { of: store, kept: memory }, '', location.href); } catch (error) { /* too often: next time */ }
  }
  function goTo(where) { history.replaceState(history.state, '', where); }
  function home() { return '/' + code + (inAddress && carry ? '?seat=' + carry : ''); }
  function remember(name, text) {
    var value = null;
    try { value = JSON.parse(text); } catch (error) { /* half a copy is none */ }
    if (value === null) delete memory[name];
    else memory[name] = value;
  }
  function read(name) { return name in memory ? memory[name] : null; }
  function keep(name, value) {
    if (handed) return;
    if (value === null) delete memory[name];
    else memory[name] = value;
    try {
      if (value === null) localStorage.removeItem(store + name);
      else localStorage.setItem(store + name, JSON.stringify(value));
      onDisk = true;
    } catch (error) { onDisk = false; }
    if (onDisk) return;
    clearTimeout(stashing);
    if (value === null || name.indexOf('out:') === 0) stash();
    else stashing = setTimeout(stash, 200);
  }
  function named(prefix) { return Object.keys(memory).filter(function (name) { return name.indexOf(prefix) === 0; }); }
  function outbox() {
    return named('out:').map(read).sort(function (one, other) { return one.at - other.at || one.no - other.no; });
  }
  function update(key, change) {
    var item = read('out:' + key);
    if (item) keep('out:' + key, Object.assign(item, change));
    draw();
  }
  function newKey() {
    var bytes = new Uint8Array(16), text = '';
    crypto.getRandomValues(bytes);
    for (var i = 0; i < 16; i++) text += (256 + bytes[i]).toString(16).slice(1);
    return text;
  }
  function timeOf(ms) {
    var at = new Date(ms);
    return ('0' + at.getHours()).slice(-2) + ':' + ('0' + at.getMinutes()).slice(-2);
  }

  // ---------------------------------------------------------------- small helpers for the page
  function $(selector, within) { return (within || document).querySelector(selector); }
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function icon(name) {
    var space = 'http://www.w3.org/2000/svg';
    var svg = document.createElementNS(space, 'svg'), use = document.createElementNS(space, 'use');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    use.setAttributeNS('http://www.w3.org/1999/xlink', 'href', '#i-' + name);
    use.setAttribute('href', '#i-' + name);
    svg.appendChild(use);
    return svg;
  }
  function button(text, act, name) {
    var made = make('button', name || 'quiet', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }
  function seated(url) { return carry && inAddress ? url + (url.indexOf('?') < 0 ? '?' : '&') + 'seat=' + carry : url; }
  function path(stage, more) { return '/' + code + '/stage/' + encodeURIComponent(stage) + (more || ''); }

  // ---------------------------------------------------------------- talking to the laptop
  var PATIENCE = 12000;
  function ask(url, data, kind) { // the whole answer, its text with it; one that does not come in time is none
    var stop = window.AbortController ? new AbortController() : null;
    var options = { headers: { Accept: kind || 'application/json' }, credentials: 'same-origin', cache: 'no-store' };
    if (!kind) options.headers['X-Requested-With'] = 'fetch';
    if (stop) options.signal = stop.signal;
    if (data) {
      options.method = 'POST';
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(carry ? Object.assign({ seat: carry }, data) : data);
    } else url = seated(url);
    return new Promise(function (done, fail) {
      var timer = setTimeout(function () { fail(new Error('late')); if (stop) stop.abort(); }, PATIENCE);
      fetch(url, options).then(function (answer) {
        return answer.text().then(function (text) {
          done({ ok: answer.ok, status: answer.status, wait: parseInt(answer.headers.get('Retry-After'), 10) || 0, cookie: answer.headers.get('X-Cookie'), text: text });
        });
      }).catch(fail).then(function () { clearTimeout(timer); });
    });
  }
  function saidBy(answer) { try { return JSON.parse(answer.text) || {}; } catch (error) { return {}; } }

  var link = { up: true, tries: 0, next: 0, timer: 0, trying: 0, busy: false };

  function pump(now) { // `now` does not wait for a try that is still under way
    clearTimeout(link.timer);
    if (link.busy && !now) return;
    var item = outbox().filter(function (one) { return one.state === WAITING; })[0], mine = ++link.trying;
    link.busy = !!item;
    if (!item) { link.next = 0; return; }
    ask(item.to ? '/' + code + '/' + item.to : path(item.stage), item.data).then(function (answer) {
      heard(item, answer, saidBy(answer), mine);
    }).catch(function () { if (mine === link.trying) later(0); });
  }
  function heard(item, answer, said, mine) {
    var passing = said.retry || answer.status >= 500 || answer.status === 429;
    linked(true);
    if (answer.ok && item.to === NEXT) { handOver(); return; }
    if (answer.ok && item.to) { drop(item.key); location.replace('/' + code + '?done=joined' + (carry ? '&seat=' + carry : '')); return; }
    if (answer.ok && said.seq) {
      update(item.key, { state: SAVED, saved: Date.now() + offset, late: said.late });
      announce(say('Saved on the facilitator’s laptop {time}', { time: timeOf(Date.now() + offset) }));
      link.tries = 0;
      if (!item.note) refreshSoon(0);
    } else if (passing || answer.ok) {
      if (mine === link.trying) later(answer.wait);
      return;
    } else {
      update(item.key, { state: REFUSED, why: said.error || say('The laptop did not take this.'), late: said.late });
      var form = (item.to || item.gate) && formFor(item);
      if (form) { if (!touchedForm(form)) fill(form, item.data); complain(form, item.why); drop(item.key); }
    }
    if (mine !== link.trying) return;
    link.busy = false;
    pump();
  }
  function announce(text) { $('#live').textContent = text; }
  function later(seconds) {
    link.busy = false;
    var wait = seconds || Math.min(15, Math.pow(2, Math.min(link.tries, 4)));
    link.tries += 1;
    if (!seconds) linked(false);
    link.next = Date.now() + wait * 1000 + Math.random() * 500;
    link.timer = setTimeout(pump, link.next - Date.now());
    showLink();
  }
  function linked(up) {
    if (link.up !== up) {
      link.up = up;
      announce(up ? say('The link is back.') : say('No link to the laptop. Keep writing.'));
      if (up) { link.tries = 0; refreshSoon(0); pump(); }
    }
    showLink();
  }
  function write(element, text) { if (element.textContent !== text) element.textContent = text; }
  function waitingWords(waiting) {
    if (onDisk && !waiting) return say('What you write stays on this phone until the link is back.');
    if (onDisk) {
      return say(
        'One note is safe on this phone. It goes by itself when the link is back.',
        '{n} notes are safe on this phone. They go by themselves when the link is back.', { n: waiting }
      );
    }
    if (!waiting) return say('What you write stays on this page until the link is back. Keep the page open.');
    return say(
      'One note waits on this page. Keep the page open: it goes by itself when the link is back.',
      '{n} notes wait on this page. Keep the page open: they go by themselves when the link is back.', { n: waiting }
    );
  }
  function showLink() {
    var waiting = outbox().filter(function (one) { return one.state === WAITING; }).length;
    if ($('#offline').hidden !== link.up) steadily(function () { $('#offline').hidden = link.up; });
    $('#wifi').hidden = link.up || link.tries < 3;
    all('form.write button.main').forEach(function (one) {
      if (!one.dataset.words) one.dataset.words = one.textContent;
      var late = !$('#locked').hidden && one.closest('#stage');
      write(one, !link.up ? say('Keep it to send') : late ? say('Send it late') : one.dataset.words);
    });
    if (link.up) return;
    write($('#offline-count'), waitingWords(waiting));
    var left = Math.ceil((link.next - Date.now()) / 1000);
    write($('#offline-next'), left > 0 ? say('Next try in {seconds} s', { seconds: left }) : say('Trying'));
  }

  // ---------------------------------------------------------------- writing and sending
  var tab = newKey(), order = 0, NEXT = 'next-person';
  function stageOf(form) { // the stage a form writes to; empty for the forms that write to none
    var found = /\/stage\/([^\/?#]+)([?#].*)?$/.exec(form.getAttribute('action') || '');
    return found ? decodeURIComponent(found[1]) : '';
  }
  function toOf(form) { // where a form goes that writes to no stage; empty for the others
    var found = /\/(join|next-person)([?#].*)?$/.exec(form.getAttribute('action') || '');
    return found ? found[1] : '';
  }
  function goes(form) { return stageOf(form) || toOf(form); }
  function forms() { return all('form').filter(goes); }
  function partOf(form) { // which of a stage's forms it is, by what it stands for and what it asks
    var own = [], asks = [];
    all('input, textarea, select', form).forEach(function (one) {
      if (one.type !== 'hidden') { if (asks.indexOf(one.name) < 0) asks.push(one.name); }
      else if (['key', 'version', 'seat'].indexOf(one.name) < 0) own.push(one.value);
    });
    return toOf(form) + own.join('/') + '?' + asks.join();
  }
  function draftName(form) { return 'draft:' + tab + ':' + stageOf(form) + ':' + partOf(form); }
  function asksOf(form) {
    if (toOf(form)) return form.dataset.title || '';
    var asked = form.closest('#parking') ? $('#parking summary') : $('h1', form.closest('#early') || $('#stage'));
    return form.dataset.title || (asked ? asked.textContent.trim() : '');
  }
  function fieldsOf(form) {
    var data = {};
    all('input, textarea, select', form).forEach(function (one) {
      if (!one.name || one.name === 'key' || one.name === 'seat') return;
      if ((one.type === 'radio' || one.type === 'checkbox') && !one.checked) return;
      data[one.name] = one.value;
    });
    return data;
  }
  function touchedForm(form) { // whether somebody wrote or chose something in it
    return all('input, textarea, select', form).some(function (one) {
      if (one.type === 'hidden') return false;
      if (one.type === 'radio' || one.type === 'checkbox') return one.checked !== one.defaultChecked;
      if (one.options) return one.value !== (all('option', one).filter(function (each) { return each.defaultSelected; })[0] || one.options[0] || one).value;
      return one.value.trim() !== one.defaultValue.trim();
    });
  }
  function wordsOf(form) { // all that somebody wrote in it
    return all('textarea, input', form).filter(function (one) {
      return ['hidden', 'radio', 'checkbox'].indexOf(one.type) < 0 && one.value.trim() && one.value !== one.defaultValue;
    }).map(function (one) { return one.value.trim(); });
  }
  function keepDraft(form) {
    var draft = { stage: stageOf(form), part: partOf(form), asks: asksOf(form), words: wordsOf(form), data: fieldsOf(form) };
    keep(draftName(form), touchedForm(form) ? draft : null);
  }
  function fill(form, data) {
    all('input, textarea, select', form).forEach(function (one) {
      if (one.type === 'hidden' || !(one.name in data) && one.type !== 'checkbox') return;
      if (one.type === 'radio' || one.type === 'checkbox') one.checked = data[one.name] === one.value;
      else if (one.value !== data[one.name]) one.value = data[one.name];
    });
    count(form);
  }
  function tooMuch(one) {
    return one.dataset.limit ? Array.from(one.value.trim()).length - parseInt(one.dataset.limit, 10) : 0;
  }
  function count(form) {
    all('[data-limit]', form).forEach(function (one) {
      if (one.nodeName === 'TEXTAREA') { one.style.height = 'auto'; one.style.height = one.value ? one.scrollHeight + 2 + 'px' : ''; }
      var shown = one.nextElementSibling && $('.count', one.nextElementSibling), left = -tooMuch(one);
      if (!shown && left >= 0) return;
      if (!shown) {
        shown = one.parentNode.insertBefore(make('p', 'under'), one.nextSibling).appendChild(make('span', 'count'));
        shown.setAttribute('aria-live', 'polite');
      }
      var limit = parseInt(one.dataset.limit, 10);
      write(shown, left > limit / 4 ? '' : left >= 0 ? say('{n} left', '{n} left', { n: left }) : say('{n} too many', '{n} too many', { n: -left }));
      shown.classList.toggle('too', left < 0);
    });
  }
  function onWrite(event) {
    var form = event.target.form;
    if (!form) return;
    count(form);
    if (goes(form)) keepDraft(form);
  }
  function adopt() { // what an earlier page of this phone left half written goes into its form here
    named('draft:').forEach(function (name) {
      var draft = memory[name], own = 'draft:' + tab + ':' + draft.stage + ':' + draft.part;
      if (own in memory && JSON.stringify(memory[own].data) !== JSON.stringify(draft.data)) return;
      keep(name, null);
      keep(own, draft);
    });
  }
  function restore() {
    forms().forEach(function (form) {
      var draft = read(draftName(form));
      if (draft) {
        fill(form, draft.data);
        for (var box = form.closest('details'); box; box = box.parentNode.closest('details')) box.open = true;
      } else count(form);
    });
    showLink();
  }
  function put(form, more) { // into the outbox: a whole form, kept until the laptop has it
    send({
      to: form.to, gate: form.gate, stage: form.stage, part: form.part, asks: form.asks, sheet: form.sheet, note: form.note, text: form.text,
      data: Object.assign({}, form.data, more)
    });
  }
  function send(said) {
    var item = Object.assign({ key: newKey(), at: Date.now() + offset, no: order++, state: WAITING }, said);
    item.data = Object.assign({}, said.data, { key: item.key });
    if (item.to || item.gate) outbox().forEach(function (one) {
      if (one.to === item.to && one.gate === item.gate && one.state === WAITING) keep('out:' + one.key, null);
    });
    if (body.dataset.group && !item.to && !item.data.group) item.data.group = body.dataset.group;
    outbox().filter(function (one) { return one.state !== WAITING; }).slice(0, -200).forEach(function (one) { keep('out:' + one.key, null); });
    keep('out:' + item.key, item);
    draw(item.key);
    pump();
  }
  function complain(form, text) {
    var line = $('.error.here', form) || form.appendChild(make('p', 'error here'));
    line.setAttribute('role', 'alert');
    line.textContent = text;
  }
  function onSubmit(event) {
    var form = event.target, by = event.submitter || (pressed && pressed.form === form ? pressed : null);
    if (!goes(form)) return;
    event.preventDefault();
    sendForm(form, by);
  }
  function overfull(form) { // says by how much, and leaves all of it in its field
    var over = all('[data-limit]', form).filter(function (one) { return tooMuch(one) > 0; })[0];
    if (!over) return false;
    count(form);
    over.focus();
    complain(form, say('{n} character too many. Shorten it, or send it as two.', '{n} characters too many. Shorten it, or send it as two.', { n: tooMuch(over) }));
    return true;
  }
  function sendForm(form, by) {
    var more = {}, data = fieldsOf(form);
    if (overfull(form)) return;
    if (form.classList.contains('write') && !(data.text || '').trim()) {
      $('textarea', form).focus();
      complain(form, say('There is nothing to send yet. Write a few words first.'));
      return;
    }
    all('.error.here', form).forEach(function (one) { one.remove(); });
    if (by && by.name) more[by.name] = by.value;
    var words = (data.text || '').trim(), sheet = form.classList.contains('sheet'), support = form.classList.contains('support');
    if (support) all('button', form).forEach(function (one) { one.setAttribute('aria-pressed', String(one === by)); });
    var shown = sheet || form.dataset.gate ? form.dataset.title : words || (support ? '' : form.dataset.title || (by ? by.textContent.trim() : ''));
    if (!$('#locked').hidden && form.closest('#stage')) more.late = '1';
    keep(draftName(form), null);
    put({
      to: toOf(form), gate: form.dataset.gate, stage: stageOf(form), part: partOf(form), asks: asksOf(form), sheet: sheet,
      note: form.classList.contains('write'), text: shown, data: data
    }, more);
    if (support || toOf(form) || form.dataset.gate) return;
    if (sheet) {
      form.hidden = true;
      if (location.hash) goTo(home());
      $('#mine').scrollIntoView();
      return;
    }
    form.reset();
    all('textarea', form).forEach(function (one) { one.value = ''; });
    count(form);
    var box = form.closest('details');
    if (box && box.id === 'parking') box.open = false;
  }
  var pressed = null;
  function onPress(event) {
    if (event.target.closest) pressed = event.target.closest('button') || pressed;
  }
  function formFor(item) {
    return forms().filter(function (one) { return stageOf(one) === item.stage && partOf(one) === item.part; })[0];
  }
  function handOver() { // the next person sees nothing of the last
    try { localStorage.setItem(store + NEXT, '1'); } catch (error) { /* no other page has it either */ }
    Object.keys(memory).concat(NEXT).forEach(function (name) { keep(name, null); });
    stash();
    leave();
  }
  function leave() { handed = true; memory = {}; location.replace('/' + code); }
  function tell(text) {
    var line = $('#said') || $('#mine').parentNode.insertBefore(make('p', 'done'), $('#mine'));
    line.id = 'said';
    line.setAttribute('role', 'status');
    line.textContent = text;
  }
  function takeBack(item) {
    ask(path(item.stage, '/withdraw'), { key: item.key }).then(function (answer) {
      if (answer.ok) update(item.key, { state: TAKEN });
      else tell(say('It could not be taken back just now. Try again, or ask the facilitator.'));
    }).catch(function () { linked(false); tell(say('No link just now. Try again in a moment.')); });
  }
  function drop(key) { keep('out:' + key, null); draw(); }
  function park(item) {
    send({ stage: 'parking', part: '', asks: item.asks, note: true, text: item.text, data: { text: item.data.text } });
  }
  function again(item, late) {
    var data = late ? Object.assign({}, item.data, { late: '1' }) : item.data;
    drop(item.key);
    send({ to: item.to, gate: item.gate, stage: item.stage, part: item.part, asks: item.asks, sheet: item.sheet, note: item.note, text: item.text, data: data });
  }
  function writeAgain(item) {
    var form = formFor(item), box = form && form.closest('details');
    if (!form) return;
    drop(item.key);
    form.hidden = false;
    if (box) box.open = true;
    fill(form, item.data);
    keepDraft(form);
    form.scrollIntoView();
    ($('textarea', form) || $('input:not([type=hidden])', form) || form).focus();
  }

  // ---------------------------------------------------------------- Yours so far
  function waits(item) {
    if (!onDisk) return say('Waiting to send. Keep this page open until it is saved.');
    if (link.up) return say('Waiting to send. Safe on this phone.');
    return say('Written {time}. Waiting to send. Safe on this phone.', { time: timeOf(item.at) });
  }
  function saved(item) {
    var at = { time: timeOf(item.saved) };
    return item.late ? say('Saved on the facilitator’s laptop {time}, marked as late', at) : say('Saved on the facilitator’s laptop {time}', at);
  }
  function card(item) {
    var made = make('div', 'card ' + item.state), words = make('p', '', item.text), state = make('p', 'state');
    words.dir = 'auto';
    made.appendChild(words);
    if (item.state === SAVED) { state.appendChild(icon('saved')); state.appendChild(make('span', '', saved(item))); }
    if (item.state === WAITING) { state.appendChild(icon('waiting')); state.appendChild(make('span', '', waits(item))); }
    if (item.state === REFUSED) { state.appendChild(icon('alert')); state.appendChild(make('span', '', item.why)); }
    if (item.state === TAKEN) state.appendChild(make('span', '', say('Taken back.')));
    made.appendChild(state);
    var acts = make('div', 'acts');
    function act(text, about, done) {
      var one = acts.appendChild(button(text, done));
      one.setAttribute('aria-label', about);
    }
    if (item.state === SAVED && item.note) act(say('Take it back'), say('Take it back: {words}', { words: item.text }), function () { takeBack(item); });
    if (item.state === REFUSED) {
      if (item.late) act(say('Send it late'), say('Send it late: {words}', { words: item.text }), function () { again(item, true); });
      if (item.data.text && item.stage !== 'parking') act(say('Send to the parking lot'), say('Send to the parking lot: {words}', { words: item.text }), function () { drop(item.key); park(item); });
      if (item.text && formFor(item)) act(item.sheet ? say('Look through it again') : say('Write it again'), say('Write it again: {words}', { words: item.text }), function () { writeAgain(item); });
      else if (item.text && !item.late) act(say('Send it again'), say('Send it again: {words}', { words: item.text }), function () { again(item); });
      else if (!item.text) act(say('All right'), say('All right'), function () { drop(item.key); });
    }
    if (acts.firstChild) made.appendChild(acts);
    return made;
  }
  function draw(fresh) { steadily(function () { drawMine(fresh); }); }
  function drawMine(fresh) { // only a card that looks different is made anew, so that the others keep their focus
    var place = $('#mine'), mine = outbox().filter(function (one) { return one.text || one.state === REFUSED; });
    var head = mine.length ? link.up || !mine.some(function (one) { return one.state === WAITING; }) ? say('What you wrote') : say('Outbox') : '';
    var had = all('.card', place), title = $('h2', place);
    if (!head) place.textContent = '';
    else write(title || place.insertBefore(make('h2', '', ''), place.firstChild), head);
    mine.reverse();
    had.forEach(function (one) { if (!mine.some(function (item) { return item.key === one.dataset.line; })) one.remove(); });
    var after = $('h2', place);
    mine.forEach(function (item) {
      var old = had.filter(function (one) { return one.dataset.line === item.key; })[0], made = card(item);
      made.dataset.line = item.key;
      if (item.key === fresh) made.classList.add('new');
      if (old && old.textContent === made.textContent && old.classList.contains(item.state)) made = old;
      else if (old) replace(old, made);
      if (after.nextSibling !== made) place.insertBefore(made, after.nextSibling);
      after = made;
    });
    showLink();
  }
  function replace(old, made) { // the focus stays with what it was on, or with its card
    var focused = old.contains(document.activeElement);
    old.parentNode.replaceChild(made, old);
    if (focused) { made.tabIndex = -1; ($('button', made) || made).focus({ preventScroll: true }); }
  }

  // ---------------------------------------------------------------- the clock: from when it ends, never from ticks
  var offset = 0, best = Infinity;
  function clockFrom(now, sent) {
    if (typeof now !== 'number') return;
    var trip = Date.now() - sent;
    if (trip < best) { best = trip; offset = now * 1000 - (sent + trip / 2); }
  }
  function tick() {
    var clock = $('#clock'), ends = parseFloat(clock.dataset.ends), text = '', name = 'clock';
    if (clock.dataset.paused) text = say('paused');
    else if (ends) {
      var left = Math.ceil((ends * 1000 - Date.now() - offset) / 1000), size = Math.abs(left);
      var hours = Math.floor(size / 3600), minutes = Math.floor(size / 60) % 60, seconds = ('0' + size % 60).slice(-2);
      text = (link.up ? '' : '≈ ') + (left < 0 ? '+' : '') + (hours ? hours + ':' + ('0' + minutes).slice(-2) : minutes) + ':' + seconds;
      name += left < 0 ? ' over' : left <= 60 ? ' last' : '';
    }
    if (clock.textContent !== text) clock.textContent = text;
    if (clock.className !== name) clock.className = name;
    if (!link.up) showLink();
    showLock();
  }
  function showLock() { // whether the time of this question is up, as soon as it is
    var note = $('#locked'), at = parseFloat(note.dataset.at), now = (Date.now() + offset) / 1000;
    var shut = (note.dataset.shut === '1' || at <= now) && all('#stage form').some(stageOf);
    if (note.hidden !== shut) return;
    steadily(function () { note.hidden = !shut; showLink(); });
    if (shut) announce(note.textContent);
  }

  // ---------------------------------------------------------------- what changed
  var asked = 0, taken = 0, due = 0, last = 0;
  function refreshSoon(most) {
    if (due) return;
    var wait = Math.max(Math.random() * (most === undefined ? 300 : most), last + 2500 - Date.now());
    due = setTimeout(function () { due = 0; refresh(); }, wait);
  }
  function refresh() { // each try is for itself: one that never answers holds up none, and an older answer is let go
    var mine = ++asked;
    last = Date.now();
    ask('/' + code, null, 'text/html').then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      linked(true);
      if (mine < taken) return;
      taken = mine;
      whenStill(new DOMParser().parseFromString(answer.text, 'text/html'));
    }).catch(function () { if (mine === asked) linked(false); });
  }
  var STILL = 1000, hand = 0, point = null, jump = null, held = null, holding = 0;
  function onHand(event) {
    hand = Date.now();
    point = event.clientX === undefined ? point : { x: event.clientX, y: event.clientY };
  }
  function whenStill(page) { // nothing moves under a hand that is at work; it waits for the hand to rest for a second
    held = page;
    clearTimeout(holding);
    var left = hand + STILL - Date.now();
    if (left > 0) holding = setTimeout(function () { whenStill(held); }, left);
    else { held = null; steadily(function () { take(page); }); }
  }
  function anchor() { // what must stay where it is on the glass: what has the focus, what is under the hand, what is read
    var focused = document.activeElement;
    if (focused && focused !== body && $('main').contains(focused)) return focused;
    var under = point && document.elementFromPoint(point.x, point.y);
    if (under && $('main').contains(under)) return under.closest('button, a, label, summary, [data-line]') || under;
    return window.scrollY > 0 ? all('#stage [data-line], #stage form, #stage h1, #stage h2').filter(function (one) { return one.getBoundingClientRect().bottom > 0; })[0] : null;
  }
  function steadily(change) {
    var one = anchor(), top = one && one.getBoundingClientRect().top;
    change();
    if (jump) { jump.scrollIntoView(); jump = null; return; }
    if (one && document.contains(one)) window.scrollBy(0, one.getBoundingClientRect().top - top);
  }
  function swap(selector, page) {
    var old = $(selector), fresh = $(selector, page);
    if (old && fresh) old.parentNode.replaceChild(document.importNode(fresh, true), old);
  }
  function keyOf(one) { // by what a piece of the page is known again, wherever it stands in its list
    if (one.nodeType !== 1) return '';
    if (one.id || one.dataset && one.dataset.line) return one.nodeName + (one.id || one.dataset.line);
    if (one.nodeName === 'OPTION' || one.nodeName === 'BUTTON' && one.name) return one.nodeName + one.value;
    if (one.nodeName === 'INPUT') return 'INPUT' + one.name + (one.type === 'radio' || one.type === 'checkbox' ? one.value : '');
    if (one.nodeName === 'LABEL') return one.htmlFor ? 'LABEL' + one.htmlFor : one.firstElementChild ? 'LABEL' + keyOf(one.firstElementChild) : '';
    if (one.nodeName === 'FORM') return 'FORM' + stageOf(one) + partOf(one);
    if (one.nodeName === 'A') return 'A' + one.getAttribute('href');
    if (one.nodeName === 'LI') return one.firstElementChild ? 'LI' + keyOf(one.firstElementChild) : '';
    if (one.nodeName === 'OPTGROUP') return 'OPTGROUP' + one.label;
    return '';
  }
  function alike(old, fresh) {
    return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);
  }
  function morph(old, fresh) { // changes only what differs, so that focus, typed words and open boxes stay with what they belong to
    if (old.nodeType !== 1) { if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue; return; }
    if (old.nodeName === 'TEXTAREA' || old.name === 'key') return;
    function ours(one) { return one.name === 'open' || one.name === 'hidden' || one.name === 'style'; }
    Array.from(old.attributes).forEach(function (one) {
      if (!ours(one) && !fresh.hasAttribute(one.name)) old.removeAttribute(one.name);
    });
    Array.from(fresh.attributes).forEach(function (one) {
      if (!ours(one) && old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value);
    });
    if (old.nodeName !== 'svg') morphWithin(old, fresh);
  }
  function morphWithin(old, fresh) {
    var left = Array.from(old.childNodes), kept = [];
    Array.from(fresh.childNodes).forEach(function (one) {
      var at = left.findIndex(function (mine) { return alike(mine, one); });
      kept.push({ one: at < 0 ? document.importNode(one, true) : left.splice(at, 1)[0], fresh: at < 0 ? null : one });
    });
    left.forEach(function (one) { old.removeChild(one); });
    var stays = longest(Array.from(old.childNodes), kept.map(function (each) { return each.one; }));
    kept.forEach(function (each, at) {
      if (stays.indexOf(each.one) < 0) old.insertBefore(each.one, at ? kept[at - 1].one.nextSibling : old.firstChild);
      if (each.fresh) morph(each.one, each.fresh);
    });
  }
  function longest(had, wanted) { // those that may stay where they are: what has the focus first, as a piece that is moved loses it
    var at = 0, stays = [], focused = document.activeElement;
    var fixed = had.filter(function (one) { return focused && one.contains(focused) && focused !== body; })[0];
    wanted.forEach(function (one) {
      var here = had.indexOf(one);
      if (here < at) return;
      if (fixed && one !== fixed && wanted.indexOf(one) < wanted.indexOf(fixed) && here > had.indexOf(fixed)) return;
      at = here + 1;
      stays.push(one);
    });
    return stays;
  }
  function take(page) {
    var fresh = page.body;
    if (fresh.dataset.carry && carry && !inAddress) { seatKept(false); refreshSoon(0); return; }
    if (!fresh.dataset.code || fresh.dataset.workshop !== body.dataset.workshop) { location.reload(); return; }
    if (fresh.dataset.seat !== seat || fresh.classList.contains('joining') !== body.classList.contains('joining')) { location.reload(); return; }
    var clock = $('#clock'), its = $('#clock', page);
    ['ends', 'paused', 'phase'].forEach(function (name) { clock.dataset[name] = its.dataset[name]; });
    ['at', 'shut'].forEach(function (name) { $('#locked').dataset[name] = $('#locked', page).dataset[name]; });
    body.dataset.seq = fresh.dataset.seq;
    body.dataset.group = fresh.dataset.group;
    document.title = page.title;
    if (fresh.dataset.stage !== body.dataset.stage) changeStage(fresh, page);
    else sameStage(page);
    if (location.hash.length > 1 && !$(':target') && $(location.hash)) location.replace(location.hash);
    morph($('#room-notes'), $('#room-notes', page));
    var early = $('#early [data-form]'), now = $('#early [data-form]', page);
    if (!early || !now || early.dataset.form !== now.dataset.form) swap('#early', page);
    restore();
    leftOver();
    tick();
  }
  function changeStage(fresh, page) {
    var within = $('#stage').contains(document.activeElement), head;
    body.dataset.stage = fresh.dataset.stage;
    swap('#stage', page);
    head = $('#stage h1');
    if (!head) return;
    announce(head.textContent.trim());
    if (within) { head.tabIndex = -1; head.focus({ preventScroll: true }); }
  }
  function sameStage(page) {
    var any = 'form.sheet[data-form]', form = $('#stage ' + any), fresh = $('#stage ' + any, page);
    if (form ? fresh && form.dataset.form === fresh.dataset.form : !fresh) { morph($('#stage'), $('#stage', page)); return; }
    var sent = form && form.hidden;
    swap('#stage', page); // a form that has been sent is another one
    if (sent) jump = $('#stage');
  }
  function leftOver() { // what was being written in forms that are no longer on the page
    var place = $('#leftover'), here = forms().map(draftName), joining = body.classList.contains('joining');
    var names = named('draft:').filter(function (name) { return joining ? memory[name].stage : here.indexOf(name) < 0; });
    if (place.dataset.names === names.join()) return;
    place.dataset.names = names.join();
    if (joining) {
      place.textContent = '';
      if (names.length) place.appendChild(make('p', 'keep', say('What you were writing is still here. You see it again once you have joined.')));
      return;
    }
    var had = all('.card', place);
    had.forEach(function (one) { if (names.indexOf(one.dataset.line) < 0) one.remove(); });
    names.forEach(function (name) {
      if (!had.some(function (one) { return one.dataset.line === name; })) place.appendChild(leftCard(name, memory[name])).dataset.line = name;
    });
  }
  function leftCard(name, draft) {
    var words = (draft.data.text || '').trim(), made = make('section', 'card waiting'), acts = make('div', 'acts');
    made.appendChild(make('h2', '', say('You were still writing')));
    [draft.asks].concat(draft.words || words).forEach(function (text) { if (text) made.appendChild(make('p', '', text)).dir = 'auto'; });
    function done() { keep(name, null); steadily(leftOver); }
    function act(text, does) { acts.appendChild(button(text, does)).setAttribute('aria-label', say('{action}: {words}', { action: text, words: words || draft.asks })); }
    if (draft.stage) {
      if (draft.stage !== body.dataset.stage) made.appendChild(make('p', 'state', say('If that question is closed by now, it is marked as late.')));
      act(say('Send it to that question'), function () {
        done();
        send({ stage: draft.stage, part: draft.part, asks: draft.asks, sheet: !words, note: !!words, text: words || draft.asks, data: Object.assign({ late: '1' }, draft.data) });
      });
    }
    if (words && $('#stage form.write textarea')) act(say('Keep for this one'), function () {
      var area = $('#stage form.write textarea');
      done();
      area.value = area.value ? area.value + '\n' + words : words;
      keepDraft(area.form);
      count(area.form);
      area.focus();
    });
    if (words) act(say('Send to the parking lot'), function () { done(); park({ asks: draft.asks, text: words, data: draft.data }); });
    act(say('Throw it away'), done);
    made.appendChild(acts);
    return made;
  }

  // ---------------------------------------------------------------- hearing of changes
  var stream = null;
  function listen() {
    if (!window.EventSource) return;
    if (stream) stream.close();
    stream = new EventSource(seated('/' + code + '/events?after=' + body.dataset.seq));
    stream.addEventListener('changed', function () { refreshSoon(); });
    stream.onopen = function () { linked(true); };
  }
  function askState() {
    var sent = Date.now();
    return ask('/' + code + '/state').then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      var now = saidBy(answer);
      clockFrom(now.server_now, sent);
      seatKept(answer.cookie !== 'no');
      return now;
    });
  }
  function seatKept(cookie) { // where the browser keeps no cookie, the address of the page carries the seat
    if (!carry || inAddress && !cookie) return;
    inAddress = !cookie;
    if (cookie) carry = '';
    goTo(home() + location.hash);
    if (cookie && body.dataset.carried === '1') location.replace(home());
    else if (!cookie) { showPromises(); listen(); }
  }
  function showPromises() { // what is kept where, as far as it is so on this phone
    all('[data-kept]').forEach(function (one) { one.hidden = one.dataset.kept === 'disk' ? !onDisk : (one.dataset.kept === 'address') !== inAddress; });
  }
  function poll() {
    if (document.hidden || (stream && stream.readyState === 1 && link.up)) return;
    askState().then(function (now) {
      linked(true);
      if (String(now.seq) !== body.dataset.seq) refreshSoon();
      if (window.EventSource && (!stream || stream.readyState === 2)) listen();
    }).catch(function () { linked(false); });
  }
  function wake() {
    if (document.hidden) return;
    listen();
    askState().then(tick).catch(function () { linked(false); });
    last = 0;
    refresh();
    pump(true);
  }
  function moveSaved() {
    var saved = $('#saved');
    var done = $('#done');
    if (done) setTimeout(function () { done.remove(); }, 8000);
    if (location.search) goTo(home() + location.hash);
    if (saved && outbox().some(function (one) { return one.key === saved.dataset.key; })) saved.remove();
  }

  ['pointerdown', 'pointermove', 'touchstart', 'touchmove', 'mousedown', 'mousemove'].forEach(function (name) {
    $('main').addEventListener(name, onHand, { passive: true });
  });
  window.addEventListener('storage', function (event) { // another page of this phone
    if (!event.key || event.key.indexOf(store) !== 0) return;
    var name = event.key.slice(store.length);
    if (name === NEXT && event.newValue) leave();
    else if (event.newValue === null && name.indexOf('draft:' + tab + ':') === 0) keep(name, read(name)); // another page took it over; here it is still written in
    else if (event.newValue === null || name.indexOf('out:') === 0) { remember(name, event.newValue); draw(); }
  });
  window.addEventListener('beforeunload', function (event) {
    if (!onDisk && (named('draft:').length || outbox().some(function (one) { return one.state === WAITING; }))) event.preventDefault();
  });
  document.addEventListener('input', onWrite);
  document.addEventListener('change', onWrite);
  document.addEventListener('click', onPress);
  document.addEventListener('submit', onSubmit);
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pagehide', function () { if (!onDisk) stash(); });
  window.addEventListener('pageshow', function (event) { if (event.persisted) wake(); });
  window.addEventListener('online', wake);
  window.addEventListener('offline', function () { linked(false); });
  $('#try').addEventListener('click', function () { link.tries = 0; pump(true); refresh(); });
  offset = parseFloat($('#clock').dataset.now) * 1000 - Date.now();
  load();
  showPromises();
  adopt();
  moveSaved();
  restore();
  leftOver();
  draw();
  tick();
  if (location.hash.length > 1 && $(location.hash)) $(location.hash).scrollIntoView();
  pump();
  listen();
  setInterval(tick, 250);
  setInterval(poll, 5000);
  setTimeout(function () { askState().then(tick).catch(function () {}); }, 800);
})();
