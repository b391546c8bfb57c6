// What is wrong with the document for those who do not see it.
(() => {
  const found = [];
  const all = selector => [...document.querySelectorAll(selector)];
  const name = e => e.getAttribute('aria-label')
      || (e.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
          .map(id => document.getElementById(id)?.textContent).join(' ')
      || (e.labels?.length ? e.labels[0].textContent : '') || e.textContent;
  if (!document.documentElement.lang) found.push('no lang');
  if (!document.title.trim()) found.push('no title');
  for (const one of ['h1', 'main', 'header', 'nav']) {
    if (all(one).length !== 1) found.push(all(one).length + ' of ' + one);
  }
  let level = 0;
  for (const heading of all('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) found.push('from h' + level + ' to h' + next + ': ' + heading.textContent);
    level = next;
  }
  const ids = all('[id]').map(e => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push('twice: ' + id));
  for (const e of all('[aria-labelledby], [aria-describedby], label[for]')) {
    for (const id of [e.getAttribute('aria-labelledby'), e.getAttribute('aria-describedby'),
        e.getAttribute('for')].filter(Boolean)) {
      if (!document.getElementById(id)) found.push('names nothing: ' + id);
    }
  }
  for (const e of all('a, button, textarea, input:not([type=hidden]), svg[role=img], [role=region]')) {
    if (!name(e).trim()) found.push('no name: ' + e.outerHTML.slice(0, 80));
  }
  for (const e of all('[tabindex]')) if (e.tabIndex > 0) found.push('tabindex ' + e.tabIndex);
  for (const e of all('a, button, textarea, summary')) {
    const box = e.getBoundingClientRect();
    if (e.className !== 'skip' && box.width && box.height < 18) found.push('small: ' + name(e));
  }
  for (const e of all('*')) {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        && e.scrollWidth > e.clientWidth;
    if (scrolls && e.tabIndex < 0) found.push('scrolls without focus: ' + e.tagName);
  }
  for (const table of all('table')) {
    if (!table.caption || !table.querySelector('th[scope=col]')) found.push('table without heads');
  }
  return found;
})()
