/* The phone page's script: drafts, outbox, clock, what changed. Plain ES2017; every form works without it. */
(function () {
  'use strict';
  var body = document.body;
  var code = body.dataset.code, seat = body.dataset.seat;
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
  function read(name, otherwise) {
    try {
      var text = localStorage.getItem(store + name);
      return text === null ? otherwise : JSON.parse(text);
    } catch (error) {
      return name in memory ? memory[name] : otherwise;
    }
  }
  function keep(name, value) {
    memory[name] = value;
    try {
      if (value === null) localStorage.removeItem(store + name);
      else localStorage.setItem(store + name, JSON.stringify(value));
    } catch (error) { /* private mode or full: `memory` has it as long as the page is open */ }
  }
  function outbox() { return read('outbox', []); }
  function update(key, change) {
    var items = outbox();
    items.forEach(function (item) { if (item.key === key) Object.assign(item, change); });
    keep('outbox', items);
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
  function path(stage, more) { return '/' + code + '/stage/' + encodeURIComponent(stage) + (more || ''); }

  // ---------------------------------------------------------------- talking to the laptop
  function ask(url, data) {
    var stop = window.AbortController ? new AbortController() : null;
    var timer = setTimeout(function () { if (stop) stop.abort(); }, 12000);
    var options = { headers: { Accept: 'application/json', 'X-Requested-With': 'fetch' }, credentials: 'same-origin', cache: 'no-store' };
    if (stop) options.signal = stop.signal;
    if (data) {
      options.method = 'POST';
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(data);
    }
    return fetch(url, options).then(
      function (answer) { clearTimeout(timer); return answer; },
      function (error) { clearTimeout(timer); throw error; }
    );
  }

  var link = { up: true, tries: 0, next: 0, timer: 0, busy: false };

  function pump() {
    clearTimeout(link.timer);
    if (link.busy) return;
    var item = outbox().filter(function (one) { return one.state === WAITING; })[0];
    if (!item) { link.next = 0; return; }
    link.busy = true;
    ask(path(item.stage), item.data).then(function (answer) {
      return answer.json().catch(function () { return {}; }).then(function (said) { heard(item, answer, said); });
    }).catch(function () { later(0); });
  }
  function heard(item, answer, said) {
    var passing = said.retry || answer.status >= 500 || answer.status === 429;
    linked(true);
    if (answer.ok && said.seq) {
      update(item.key, { state: SAVED, saved: Date.now() + offset });
      $('#live').textContent = say('Saved on the facilitator’s laptop {time}', { time: timeOf(Date.now() + offset) });
      link.tries = 0;
      if (item.sheet || !item.text) refreshSoon(0);
    } else if (passing || answer.ok) {
      later(parseInt(answer.headers.get('Retry-After'), 10) || 0);
      return;
    } else {
      update(item.key, { state: REFUSED, why: said.error || say('The laptop did not take this.'), status: answer.status });
    }
    link.busy = false;
    pump();
  }
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
    if (link.up !== up) { link.up = up; if (up) { link.tries = 0; refreshSoon(0); } }
    showLink();
  }
  function showLink() {
    var waiting = outbox().filter(function (one) { return one.state === WAITING; }).length;
    $('#offline').hidden = link.up;
    $('#wifi').hidden = link.up || link.tries < 3;
    all('form.write button.main').forEach(function (one) {
      if (!one.dataset.words) one.dataset.words = one.textContent;
      one.textContent = link.up ? one.dataset.words : say('Keep it to send');
    });
    if (link.up) return;
    $('#offline-count').textContent = waiting
      ? say(
        'One note is safe on this phone. It goes by itself when the link is back.',
        '{n} notes are safe on this phone. They go by themselves when the link is back.', { n: waiting }
      )
      : say('What you write stays on this phone until the link is back.');
    var left = Math.ceil((link.next - Date.now()) / 1000);
    $('#offline-next').textContent = left > 0 ? say('Next try in {seconds} s', { seconds: left }) : say('Trying');
  }

  // ---------------------------------------------------------------- writing and sending
  function draftName(stage) { return 'draft:' + seat + ':' + stage; }
  function fieldsOf(form) {
    var data = {};
    all('input, textarea, select', form).forEach(function (one) {
      if (!one.name || one.name === 'key') return;
      if ((one.type === 'radio' || one.type === 'checkbox') && !one.checked) return;
      data[one.name] = one.value;
    });
    return data;
  }
  function fill(form, data) {
    all('input, textarea, select', form).forEach(function (one) {
      if (one.type === 'hidden' || !(one.name in data) && one.type !== 'checkbox') return;
      if (one.type === 'radio' || one.type === 'checkbox') one.checked = data[one.name] === one.value;
      else one.value = data[one.name];
    });
    count(form);
  }
  function count(form) {
    var area = $('textarea', form), shown = $('.count', form);
    if (area) { area.style.height = 'auto'; area.style.height = area.value ? area.scrollHeight + 2 + 'px' : ''; }
    if (!area || !shown) return;
    var limit = parseInt(area.dataset.limit, 10), left = limit - Array.from(area.value.trim()).length;
    shown.textContent = left > limit / 4 ? '' : left >= 0 ? say('{n} left', '{n} left', { n: left }) : say('{n} too many', '{n} too many', { n: -left });
    shown.classList.toggle('too', left < 0);
  }
  function onWrite(event) {
    var form = event.target.form;
    if (form && form.classList.contains('sheet')) keep(draftName(form.dataset.stage), fieldsOf(form));
    if (!form || !form.classList.contains('write')) return;
    count(form);
    var data = fieldsOf(form);
    keep(draftName(form.dataset.stage), data.text && data.text.trim() ? data : null);
  }
  function restore() {
    all('form.write').forEach(function (form) {
      var kept = read(draftName(form.dataset.stage), null), area = $('textarea', form);
      if (kept && !area.value) fill(form, kept);
      else count(form);
    });
    all('form.sheet').forEach(function (form) {
      var kept = read(draftName(form.dataset.stage), null);
      if (kept) fill(form, kept);
    });
    showLink();
  }
  function put(stage, data, shown, sheet) {
    var item = { key: newKey(), stage: stage, seat: seat, text: shown, sheet: sheet, at: Date.now() + offset, state: WAITING };
    item.data = Object.assign({}, data, { key: item.key });
    if (body.dataset.group) item.data.group = body.dataset.group;
    var others = outbox(), spare = others.length - 200;
    others = others.filter(function (one) { return one.state === WAITING || spare-- <= 0; });
    keep('outbox', others.concat([item]));
    draw(item.key);
    pump();
  }
  function onSubmit(event) {
    var form = event.target;
    if (form.classList.contains('support')) { event.preventDefault(); support(form, event.submitter || pressed); return; }
    if (form.id === 'next-person') { keepSending(event); return; }
    if (form.classList.contains('sheet')) { event.preventDefault(); sendSheet(form); return; }
    if (!form.classList.contains('write')) return;
    event.preventDefault();
    var area = $('textarea', form), data = fieldsOf(form);
    if (!data.text.trim()) { area.focus(); return; }
    if (Array.from(data.text.trim()).length > parseInt(area.dataset.limit, 10)) { area.focus(); count(form); return; }
    put(form.dataset.stage, data, data.text.trim());
    keep(draftName(form.dataset.stage), null);
    form.reset();
    area.value = '';
    count(form);
    if (form.dataset.stage === 'parking') $('#parking').open = false;
  }
  var pressed = null;
  function onPress(event) {
    if (event.target.closest) pressed = event.target.closest('button[name=choice]') || pressed;
  }
  function support(form, answer) {
    if (!answer || answer.form !== form) return;
    all('button', form).forEach(function (one) { one.setAttribute('aria-pressed', String(one === answer)); });
    put(form.dataset.stage, { target: $('[name=target]', form).value, choice: answer.value }, '');
  }
  function sendSheet(form) {
    put(form.dataset.stage, fieldsOf(form), form.dataset.title, true);
    keep(draftName(form.dataset.stage), null);
    form.hidden = true;
    $('#mine').scrollIntoView();
  }
  function sheetAgain(item) {
    var form = $('form.sheet[data-stage="' + item.stage + '"]');
    keep(draftName(item.stage), item.data);
    drop(item.key);
    if (form) { form.hidden = false; fill(form, item.data); form.scrollIntoView(); }
  }
  function clearSeat() {
    keep('outbox', []);
    draftNames().forEach(function (name) { keep(name, null); });
  }
  function draftNames() {
    var names = Object.keys(memory);
    try { names = names.concat(Object.keys(localStorage).map(function (name) { return name.indexOf(store) ? '' : name.slice(store.length); })); } catch (error) { /* nothing is stored */ }
    return names.filter(function (name) { return name.indexOf('draft:') === 0; });
  }
  function keepSending(event) {
    var waiting = outbox().some(function (one) { return one.state === WAITING; });
    if (waiting) {
      event.preventDefault();
      pump();
      tell(say('A note is still waiting to be sent. Wait until it is saved, then hand on the phone.'));
    } else clearSeat();
  }
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
  function drop(key) { keep('outbox', outbox().filter(function (one) { return one.key !== key; })); draw(); }
  function writeAgain(item) {
    var form = $('#stage form.write[data-stage="' + item.stage + '"]') || $('#parking form');
    if (form.dataset.stage === 'parking') $('#parking').open = true;
    fill(form, form.dataset.stage === item.stage ? item.data : { text: item.text });
    keep(draftName(form.dataset.stage), fieldsOf(form));
    drop(item.key);
    $('textarea', form).focus();
  }

  // ---------------------------------------------------------------- Yours so far
  function waits(item) {
    if (link.up) return say('Waiting to send. Safe on this phone.');
    return say('Written {time}. Waiting to send. Safe on this phone.', { time: timeOf(item.at) });
  }
  function card(item) {
    var made = make('div', 'card ' + item.state), words = make('p', '', item.text), state = make('p', 'state');
    words.dir = 'auto';
    made.appendChild(words);
    if (item.state === SAVED) { state.appendChild(icon('saved')); state.appendChild(make('span', '', say('Saved on the facilitator’s laptop {time}', { time: timeOf(item.saved) }))); }
    if (item.state === WAITING) { state.appendChild(icon('waiting')); state.appendChild(make('span', '', waits(item))); }
    if (item.state === REFUSED) { state.appendChild(icon('alert')); state.appendChild(make('span', '', item.why)); }
    if (item.state === TAKEN) state.appendChild(make('span', '', say('Taken back.')));
    made.appendChild(state);
    var acts = make('div', 'acts');
    if (item.state === SAVED && !item.sheet) acts.appendChild(button(say('Take it back'), function () { takeBack(item); }));
    if (item.state === REFUSED && item.sheet) acts.appendChild(button(say('Look through it again'), function () { sheetAgain(item); }));
    if (item.state === REFUSED && !item.text) acts.appendChild(button(say('All right'), function () { drop(item.key); }));
    if (item.state === REFUSED && item.text && !item.sheet) {
      if (item.stage !== 'parking') acts.appendChild(button(say('Send to the parking lot'), function () { drop(item.key); put('parking', { text: item.text }, item.text); }));
      acts.appendChild(button(say('Write it again'), function () { writeAgain(item); }));
    }
    if (acts.firstChild) made.appendChild(acts);
    return made;
  }
  function draw(fresh) {
    var place = $('#mine'), mine = outbox().filter(function (one) { return one.seat === seat && (one.text || one.state === REFUSED); });
    place.textContent = '';
    if (mine.length) place.appendChild(make('h2', '', link.up || !mine.some(function (one) { return one.state === WAITING; }) ? say('Yours so far') : say('Outbox')));
    mine.reverse().forEach(function (item) {
      var made = card(item);
      if (item.key === fresh) made.classList.add('new');
      place.appendChild(made);
    });
    showLink();
  }

  // ---------------------------------------------------------------- the clock: from when it ends, never from ticks
  var offset = 0, best = Infinity;
  function clockFrom(now, sent) {
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
  }

  // ---------------------------------------------------------------- what changed
  var fetching = false, again = false, due = 0, last = 0;
  function refreshSoon(most) {
    if (due) return;
    var wait = Math.max(Math.random() * (most === undefined ? 300 : most), last + 2500 - Date.now());
    due = setTimeout(function () { due = 0; refresh(); }, wait);
  }
  function refresh() {
    if (fetching) { again = true; return; }
    fetching = true;
    last = Date.now();
    fetch('/' + code, { credentials: 'same-origin', cache: 'no-store', headers: { Accept: 'text/html' } }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (text) {
      take(new DOMParser().parseFromString(text, 'text/html'));
      fetching = false;
      linked(true);
      if (again) { again = false; refreshSoon(); }
    }).catch(function () { fetching = false; linked(false); });
  }
  function swap(selector, page) {
    var old = $(selector), fresh = $(selector, page);
    if (old && fresh) old.parentNode.replaceChild(document.importNode(fresh, true), old);
  }
  function morph(old, fresh) { // changes only what differs, so that focus, typed words and the place on the page stay
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
      old.parentNode.replaceChild(document.importNode(fresh, true), old);
      return;
    }
    if (old.nodeType !== 1) { if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue; return; }
    if (old.nodeName === 'TEXTAREA' || old.name === 'key') return;
    function ours(one) { return one.name === 'open' || one.name === 'hidden'; }
    Array.from(old.attributes).forEach(function (one) {
      if (!ours(one) && !fresh.hasAttribute(one.name)) old.removeAttribute(one.name);
    });
    Array.from(fresh.attributes).forEach(function (one) {
      if (!ours(one) && old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value);
    });
    var mine = Array.from(old.childNodes), its = Array.from(fresh.childNodes);
    its.forEach(function (one, at) {
      if (at < mine.length) morph(mine[at], one);
      else old.appendChild(document.importNode(one, true));
    });
    mine.slice(its.length).forEach(function (one) { old.removeChild(one); });
  }
  function take(page) {
    var fresh = page.body;
    if (!fresh.dataset.code || fresh.dataset.workshop !== body.dataset.workshop) { location.reload(); return; }
    if (fresh.dataset.seat !== seat || fresh.classList.contains('joining') !== body.classList.contains('joining')) { location.reload(); return; }
    var clock = $('#clock'), its = $('#clock', page);
    ['ends', 'paused', 'phase'].forEach(function (name) { clock.dataset[name] = its.dataset[name]; });
    body.dataset.seq = fresh.dataset.seq;
    if (fresh.dataset.stage !== body.dataset.stage) changeStage(fresh, page);
    else sameStage(page);
    if (location.hash.length > 1 && !$(':target') && $(location.hash)) location.replace(location.hash);
    morph($('#room-notes'), $('#room-notes', page));
    var early = $('#early [data-form]'), now = $('#early [data-form]', page);
    if (!early || !now || early.dataset.form !== now.dataset.form) swap('#early', page);
    restore();
    tick();
  }
  function changeStage(fresh, page) {
    var form = $('#stage form.write'), data = form && fieldsOf(form);
    if (data && data.text && data.text.trim()) keep(draftName(form.dataset.stage), data);
    body.dataset.stage = fresh.dataset.stage;
    swap('#stage', page);
    leftOver();
  }
  function sameStage(page) {
    var any = '#stage form.write, #stage form.sheet', form = $(any), fresh = $(any, page);
    if (form ? fresh && form.dataset.form === fresh.dataset.form : !fresh) { morph($('#stage'), $('#stage', page)); return; }
    var data = form && fieldsOf(form);
    swap('#stage', page);
    form = $('#stage form.write');
    if (form && data && data.text && data.text.trim()) fill(form, data);
  }
  function leftOver() {
    var place = $('#leftover');
    place.textContent = '';
    var prefix = store + 'draft:' + seat + ':';
    var stages = [];
    try { stages = Object.keys(localStorage); } catch (error) { stages = Object.keys(memory).map(function (name) { return store + name; }); }
    stages.filter(function (name) { return name.indexOf(prefix) === 0; }).forEach(function (name) {
      var stage = name.slice(prefix.length), kept = read(draftName(stage), null);
      if (!kept || !kept.text || stage === 'parking' || stage === body.dataset.stage) return;
      place.appendChild(leftCard(stage, kept));
    });
  }
  function leftCard(stage, kept) {
    var made = make('section', 'card waiting'), words = make('p', '', kept.text), acts = make('div', 'acts');
    words.dir = 'auto';
    made.appendChild(make('h2', '', say('You were still writing')));
    made.appendChild(words);
    function done() { keep(draftName(stage), null); leftOver(); }
    acts.appendChild(button(say('Send to the last question'), function () { done(); put(stage, kept, kept.text.trim()); }));
    var form = $('#stage form.write');
    if (form) acts.appendChild(button(say('Keep for this one'), function () {
      done();
      var area = $('textarea', $('#stage form.write'));
      area.value = area.value ? area.value + '\n' + kept.text : kept.text;
      keep(draftName(body.dataset.stage), fieldsOf(area.form));
      count(area.form);
      area.focus();
    }));
    acts.appendChild(button(say('Send to the parking lot'), function () { done(); put('parking', { text: kept.text }, kept.text.trim()); }));
    made.appendChild(acts);
    return made;
  }

  // ---------------------------------------------------------------- hearing of changes
  var stream = null;
  function listen() {
    if (!window.EventSource) return;
    if (stream) stream.close();
    stream = new EventSource('/' + code + '/events?after=' + body.dataset.seq);
    stream.addEventListener('changed', function () { refreshSoon(); });
    stream.onopen = function () { linked(true); };
  }
  function poll() {
    if (document.hidden || (stream && stream.readyState === 1 && link.up)) return;
    var sent = Date.now();
    ask('/' + code + '/state').then(function (answer) { if (!answer.ok) throw new Error(); return answer.json(); }).then(function (now) {
      clockFrom(now.server_now, sent);
      linked(true);
      if (String(now.seq) !== body.dataset.seq) refreshSoon();
      if (window.EventSource && (!stream || stream.readyState === 2)) listen();
    }).catch(function () { linked(false); });
  }
  function wake() {
    if (document.hidden) return;
    listen();
    var sent = Date.now();
    ask('/' + code + '/state').then(function (answer) { return answer.json(); }).then(function (now) { clockFrom(now.server_now, sent); tick(); }).catch(function () { linked(false); });
    last = 0;
    refresh();
    pump();
  }
  function moveSaved() {
    var saved = $('#saved');
    var done = $('#done');
    if (done) setTimeout(function () { done.remove(); }, 8000);
    if (location.search) history.replaceState(null, '', '/' + code);
    if (saved && outbox().some(function (one) { return one.key === saved.dataset.key; })) saved.remove();
  }

  document.addEventListener('input', onWrite);
  document.addEventListener('change', onWrite);
  document.addEventListener('click', onPress);
  document.addEventListener('submit', onSubmit);
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pageshow', function (event) { if (event.persisted) wake(); });
  window.addEventListener('online', wake);
  window.addEventListener('offline', function () { linked(false); });
  $('#try').addEventListener('click', function () { link.tries = 0; pump(); refresh(); });
  offset = parseFloat($('#clock').dataset.now) * 1000 - Date.now();
  moveSaved();
  restore();
  leftOver();
  draw();
  tick();
  pump();
  listen();
  setInterval(tick, 250);
  setInterval(poll, 5000);
  setTimeout(function () {
    var sent = Date.now();
    ask('/' + code + '/state').then(function (answer) { return answer.json(); }).then(function (now) { clockFrom(now.server_now, sent); tick(); }).catch(function () {});
  }, 800);
})();
