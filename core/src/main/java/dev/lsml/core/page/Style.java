// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How the page looks, on any width from 320 pixels, light and dark. Thread-safe: no state. */
final class Style {
  static final String CSS =
      """

      :root { color-scheme: light dark; --text: #1b1f24; --dim: #57606a; --back: #fff;
        --card: #f6f8fa; --line: #d0d7de; --link: #0550ae; --bad: #a40e26; --strong: #0550ae; }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e6edf3; --dim: #9da7b3; --back: #0d1117; --card: #161b22;
          --line: #30363d; --link: #79c0ff; --bad: #ff9a92; --strong: #79c0ff; }
      }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--text);
        background: var(--back); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
      h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
      h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; } p { margin: .5rem 0; }
      a { color: var(--link); } nav a { margin-right: 1rem; }
      section { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line);
        border-radius: .5rem; background: var(--card); }
      dl { margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
        gap: .5rem 1rem; }
      dt { color: var(--dim); font-size: .875rem; } dd { margin: 0; }
      .note, .hint { color: var(--dim); }
      .bad { color: var(--bad); border-left: .25rem solid var(--bad); padding-left: .75rem; }
      pre, textarea, code { font: .875rem/1.5 ui-monospace, monospace; }
      pre { max-height: 20rem; overflow: auto; margin: .5rem 0; padding: .75rem;
        white-space: pre-wrap; border: 1px solid var(--line); background: var(--back); }
      .scroll { overflow-x: auto; overflow-wrap: normal; } table { border-collapse: collapse; }
      caption { text-align: left; font-weight: bold; padding: .5rem 0; }
      th, td { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top;
        border-top: 1px solid var(--line); font-size: .875rem; white-space: nowrap; }
      .charts { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: .5rem 0 0; }
      svg { display: block; max-width: 100%; border: 1px solid var(--line);
        background: var(--back); }
      polyline { fill: none; stroke: var(--strong); stroke-width: 2; }
      circle { fill: var(--strong); }
      figcaption { font-size: .875rem; }
      label { display: block; font-weight: bold; }
      textarea { width: 100%; padding: .5rem; color: var(--text); background: var(--back);
        border: 1px solid var(--dim); border-radius: .25rem; }
      button { padding: .5rem 1.25rem; font: inherit; color: var(--back);
        background: var(--link); border: 1px solid var(--link); border-radius: .25rem; }
      :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
      .skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
      """;

  private Style() {}

  /** The style's digest in the form that a Content-Security-Policy takes. */
  static String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
