// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a rendered HTML page (protocol §3.3). Immutable.
 *
 * @param start XPath of the text node it starts in, relative to the page's root, such as {@code
 *     /div[1]/p[2]/text()[1]}
 * @param startOffset code points into that node
 * @param end XPath of the text node it ends in
 * @param endOffset code points into that node, exclusive
 * @param text the piece itself, {@code null} to leave it out
 * @param globalStart code points into the page's plain text, by which the editor finds the piece
 *     when an XPath fails; {@code null} to leave both out
 * @param globalEnd the same for the end, exclusive
 */
public record HtmlRange(
    String start,
    int startOffset,
    String end,
    int endOffset,
    @Nullable String text,
    @Nullable Integer globalStart,
    @Nullable Integer globalEnd) {

  /** A range known by its XPaths alone. */
  public HtmlRange(String start, int startOffset, String end, int endOffset) {
    this(start, startOffset, end, endOffset, null, null, null);
  }

  /** The same range with its text. */
  public HtmlRange text(String piece) {
    return new HtmlRange(start, startOffset, end, endOffset, piece, globalStart, globalEnd);
  }

  /** The same range with its place in the page's plain text. */
  public HtmlRange global(int newStart, int newEnd) {
    return new HtmlRange(start, startOffset, end, endOffset, text, newStart, newEnd);
  }
}
