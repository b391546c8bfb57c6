// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

/**
 * A request and what is expected of each server.
 *
 * @param group heading under which it stands in the document
 * @param request in words
 * @param release what the SDK's release on PyPI answers, in the words of {@link Reads}
 * @param source what the SDK's current source answers
 * @param lsml what lsml answers
 * @param reason why lsml answers otherwise; empty exactly when all three are the same
 */
record Row(
    String group,
    String request,
    Ask ask,
    Reads reads,
    String release,
    String source,
    String lsml,
    String reason) {

  Row {
    boolean same = release.equals(lsml) && source.equals(lsml);
    if (same != reason.isEmpty()) {
      throw new IllegalArgumentException(
          request + (same ? ": no difference, so no reason" : ": a difference needs a reason"));
    }
  }
}
