// The page of the bench. Texts from a connector are written with textContent only, never as markup (CWE-79).
const $ = id => document.getElementById(id);
const STEPS = [
  ['EIS → AAS', 'eis-aas right', 'Which connector has the URL app://…?'],
  ['AAS → connector', 'aas-connector right', 'Authenticate, with a signed token'],
  ['connector → AAS', 'aas-connector left', 'its answer, with a token of its own'],
  ['AAS', 'self', 'verifies it with the application\'s public key'],
  ['AAS → EIS', 'eis-aas left', 'here is the endpoint: synchronise'],
];
const OFTEN = ['S-01', 'C-01', 'J-12', 'R-01', 'J-40', 'J-42', 'J-01'];
const WORDS = {idle: 'waiting', running: 'running', ok: 'done', failed: 'failed', skipped: 'skipped'};
const MOST_ACTORS = 200;
let state = {contracts: [], faults: []};
let begun = 0;
let polled = false;

function copy(template) {
  return $(template).content.firstElementChild.cloneNode(true);
}

async function act(action, more) {
  $('complaint').textContent = '';
  try {
    const answer = await fetch(`api/${action}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(more ?? {}),
    });
    if (!answer.ok) {
      $('complaint').textContent = await answer.text();
      return false;
    }
    show(await answer.json());
    return true;
  } catch {
    $('complaint').textContent = 'The bench does not answer. If it has been stopped, start it again and open its new address.';
    return false;
  }
}

// ---- what is registered

function show(next) {
  state = next;
  const version = /^\d/.test(state.version) ? `Version ${state.version}. ` : '';
  $('version').textContent = `${version}Tenant: ${state.tenant}.`;
  $('change').hidden = !state.demo;
  const items = state.saved.map((title, index) => {
    const item = document.createElement('li');
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'Replay';
    again.setAttribute('aria-label', `Replay ${title}`);
    again.addEventListener('click', () => act('replay', {index}));
    item.append(again, title);
    return item;
  });
  $('saved').replaceChildren(...items);
}

function fill() {
  $('applicationId').value = state.applicationId;
  $('publicKey').value = state.publicKey;
  $('appUrl').value = state.applicationId ? `app://${state.applicationId}` : '';
  $('url').value = endpoint();
}

function contract() {
  return state.contracts.find(one => one.name === $('contract').value) ?? {soap: true, versions: []};
}

function endpoint() {
  return contract().soap ? state.soapUrl : state.httpUrl;
}

function option(value, text, at) {
  const one = document.createElement('option');
  one.value = value;
  one.textContent = text;
  at.append(one);
}

function group(label, at) {
  const one = document.createElement('optgroup');
  one.label = label;
  at.append(one);
  return one;
}

function choices() {
  const {soap, versions} = contract();
  $('soap').replaceChildren();
  versions.forEach(version => option(version, version, $('soap')));
  $('soap').disabled = versions.length === 0;
  if (versions.length === 0) {
    option('', soap ? '1.1' : 'none', $('soap'));
  }
  const fault = $('fault').value;
  $('fault').replaceChildren();
  option('', 'none: a genuine handshake', $('fault'));
  const groups = state.faults.filter(one => one.kind === 'any' || one.kind === (soap ? 'soap' : 'http'));
  const all = groups.flatMap(one => one.cases);
  const often = group('Tried first', $('fault'));
  OFTEN.map(id => all.find(one => one.id === id)).filter(Boolean)
      .forEach(one => option(one.id, `${one.id}  ${one.rule}`, often));
  groups.forEach(one => {
    const cases = group(one.title, $('fault'));
    one.cases.forEach(each => option(each.id, `${each.id}  ${each.rule}`, cases));
  });
  $('fault').value = all.some(one => one.id === fault) ? fault : '';
}

// ---- the current run

function reset() {
  $('steps').replaceChildren(...STEPS.map(([who, way, what], index) => {
    const step = copy('step');
    step.classList.add(...way.split(' '));
    step.querySelector('.number').textContent = index + 1;
    step.querySelector('.who').textContent = who;
    step.querySelector('.what').textContent = what;
    mark(step, 'idle');
    return step;
  }));
  ['operations', 'notes', 'actors'].forEach(id => $(id).replaceChildren());
  ['verdict', 'sync', 'polling', 'save', 'download'].forEach(id => { $(id).hidden = true; });
  $('poll').textContent = '';
  polled = false;
}

function mark(item, name) {
  item.dataset.state = name;
  item.querySelector('.state').textContent = WORDS[name];
}

function busy(on) {
  begun = on ? Date.now() : 0;
  $('busy').hidden = !on;
  $('stop').hidden = !on;
  $('seconds').textContent = '';
  if (!on && document.activeElement === $('stop')) {
    $('handshake').focus();
  }
}

setInterval(() => {
  if (begun > 0) {
    $('seconds').textContent = `${Math.round((Date.now() - begun) / 1000)} s`;
  }
}, 1000);

const more = n => $('steps').children[n - 1].querySelector('.more');

function say(text) {
  $('said').textContent = text;
}

function line(text, at) {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  at.append(paragraph);
}

function message(title, text, at) {
  const one = copy('message');
  one.querySelector('h3').textContent = title;
  one.querySelector('pre').textContent = text;
  one.querySelector('pre').setAttribute('aria-label', title);
  at.append(one);
}

// Indents XML, since an envelope comes on one line.
function broken(body) {
  let depth = 0;
  return body.replace(/></g, '>\n<').split('\n').map(part => {
    const closes = part.startsWith('</');
    depth -= closes ? 1 : 0;
    const shown = '  '.repeat(Math.max(depth, 0)) + part;
    depth += !closes && /^<[^?!]/.test(part) && !part.endsWith('/>') && !part.includes('</') ? 1 : 0;
    return shown;
  }).join('\n');
}

function head(headers) {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n');
}

function decoded(part) {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
}

function token(body, title, at) {
  const found = /eyJ[\w-]+\.[\w-]+\.[\w-]*/.exec(body);
  if (found === null) {
    return;
  }
  const [header, claims] = found[0].split('.');
  try {
    message(`${title}: header`, decoded(header), at);
    message(`${title}: claims`, times(decoded(claims)), at);
  } catch {
    line('The token does not contain JSON.', at);
  }
}

function times(json) {
  return json.replace(/"(nbf|exp|iat)": (\d{9,11})\b,?/g,
      (text, name, second) => `${text}    // ${new Date(second * 1000).toISOString().replace('.000', '')}`);
}

function sent({method, headers, body}, at) {
  message(`${method}, as sent`, `${head(headers)}\n\n${broken(body)}`, at);
  token(body, 'The token in it', at);
}

function came({status, headers, millis, body}, at) {
  message(`HTTP ${status} after ${millis} ms`, `${head(headers)}\n\n${broken(body)}`, at);
  token(body, 'The token in it', at);
}

// A truncated body is not offered: it would not be the request.
function download({body, whole}) {
  URL.revokeObjectURL($('download').href);
  $('download').href = URL.createObjectURL(new Blob([body], {type: 'text/plain'}));
  $('download').hidden = !whole;
  $('save').hidden = false;
}

const on = {
  begin({title}) {
    reset();
    busy(true);
    say(title);
    if (matchMedia('(max-width: 60rem)').matches) {
      $('walk').scrollIntoView();
    }
  },
  step({n, state: name, who, what}) {
    const step = $('steps').children[n - 1];
    mark(step, name);
    if (what) {
      step.querySelector('.who').textContent = who.replace('->', '→');
      step.querySelector('.what').textContent = what;
      say(`Step ${n}, ${who}: ${what}`);
    }
    // Opens the checks of step 4, and what failed.
    if (name === 'failed' || n === 4 && name === 'ok') {
      step.querySelector('details').open = true;
    }
  },
  detail({n, text}) {
    line(text, more(n || 5));
  },
  check({n, rule, passed, finding}) {
    const one = copy('check');
    one.dataset.passed = passed;
    one.querySelector('.mark').textContent = passed ? '✓' : '✕ failed:';
    one.querySelector('.rule').textContent = rule;
    one.querySelector('.finding').textContent = finding;
    more(n).append(one);
  },
  request({n, request}) {
    if (n === 2) {
      download(request);
    }
    if (n === 5) {
      line('One more call, as EIS makes it, checks that a connector answers at this URL:', more(5));
    }
    sent(request, more(n));
  },
  reply({n, reply}) {
    came(reply, more(n === 2 ? 3 : n));
  },
  operation({number, name, outcome, state: how, request, reply}) {
    $('sync').hidden = false;
    let item = $(`operation-${number}`);
    if (item === null) {
      item = copy('operation');
      item.id = `operation-${number}`;
      $('operations').append(item);
    }
    item.querySelector('.number').textContent = number;
    item.querySelector('strong').textContent = name;
    item.querySelector('.what').textContent = outcome;
    mark(item, how);
    if (how !== 'running') {
      const at = item.querySelector('.more');
      at.replaceChildren();
      if (request) { sent(request, at); }
      if (reply) { came(reply, at); }
      item.querySelector('details').open = how === 'failed';
    }
  },
  note({text}) {
    const item = document.createElement('li');
    item.textContent = text;
    $('notes').append(item);
  },
  poll({number, outcome}) {
    polled = true;
    $('polling').hidden = false;
    $('poll').textContent = `Poll ${number}: ${outcome}`;
  },
  actor({actorType, key, label, moment}) {
    $('polling').hidden = false;
    const row = document.createElement('tr');
    [actorType, key, label, moment].forEach(text => { row.insertCell().textContent = text; });
    $('actors').prepend(row);
    if ($('actors').children.length > MOST_ACTORS) {
      $('actors').lastElementChild.remove();
    }
    if (polled) {
      say(`${label} has changed`);
    }
  },
  verdict({state: how, sentence, seen, remedy}) {
    $('verdict').hidden = false;
    $('verdict').dataset.state = how;
    $('sentence').textContent = sentence;
    $('advice').hidden = seen === '' && remedy === '';
    $('seen').textContent = seen;
    $('remedy').textContent = remedy;
    say(sentence);
  },
  end() {
    busy(false);
  },
};

// ---- buttons

const target = () => ({url: $('url').value});
const buttons = {
  register: async () => {
    if (await act('register', {applicationId: $('applicationId').value, publicKey: $('publicKey').value})) {
      $('appUrl').value ||= `app://${state.applicationId}`;
      say(`${state.applicationId} is registered`);
    }
  },
  demo: async () => {
    if (await act('demo')) {
      fill();
      say('The demo connector is up, and its application is registered');
    }
  },
  handshake: () => act('handshake', {
    ...target(), appUrl: $('appUrl').value, contract: $('contract').value, soap: $('soap').value, fault: $('fault').value,
  }),
  synchronise: () => act('synchronise', {...target(), readOnly: $('readOnly').checked}),
  watch: () => act('watch', target()),
  change: () => act('change'),
  stop: () => act('stop'),
  save: () => act('save'),
};
Object.entries(buttons).forEach(([id, press]) => $(id).addEventListener('click', press));
$('setup').addEventListener('submit', event => event.preventDefault());
$('contract').addEventListener('change', () => {
  const known = [state.soapUrl, state.httpUrl].includes($('url').value);
  choices();
  if (known) {
    $('url').value = endpoint();
  }
});

const first = await fetch('api/state');
show(await first.json());
state.contracts.forEach(({name}) => option(name, name, $('contract')));
choices();
fill();
reset();
// EventSource reconnects by itself; the stream then begins with all kept events of the run.
const events = new EventSource('api/events');
events.addEventListener('message', ({data}) => {
  const event = JSON.parse(data);
  on[event.type]?.(event);
});
