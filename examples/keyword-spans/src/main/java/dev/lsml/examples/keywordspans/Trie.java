// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds phrases in texts: in one step per char, however many phrases there are. Thread-safe once no
 * phrase is added any more.
 *
 * @param <V> what is known of a phrase
 */
final class Trie<V> {
  private final Node<V> root = new Node<>();

  private static final class Node<V> {
    private final Map<Character, Node<V>> next = new HashMap<>(2);
    private @Nullable V value;
  }

  /**
   * A phrase at a place.
   *
   * @param start a position of the {@link Folded} text
   * @param end another, exclusive
   */
  record Match<V>(int start, int end, V value) {}

  /** What is known of a phrase, made on the first call for it. */
  V at(String key, Supplier<V> make) {
    Node<V> node = root;
    for (int i = 0; i < key.length(); i++) {
      node = node.next.computeIfAbsent(key.charAt(i), any -> new Node<>());
    }
    V value = node.value;
    if (value == null) {
      value = make.get();
      node.value = value;
    }
    return value;
  }

  /** What is known of a phrase, {@code null} when it was never added. */
  @Nullable V get(String key) {
    Node<V> node = root;
    for (int i = 0; i < key.length() && node != null; i++) {
      node = node.next.get(key.charAt(i));
    }
    return node == null ? null : node.value;
  }

  /** All phrases that begin at a position and end at a boundary, shortest first. */
  List<Match<V>> matches(Folded text, int start) {
    List<Match<V>> matches = new ArrayList<>(0);
    Node<V> node = root;
    for (int i = start; i < text.length(); i++) {
      node = node.next.get(text.at(i));
      if (node == null) {
        break;
      }
      V value = node.value;
      if (value != null && text.isBoundary(i + 1)) {
        matches.add(new Match<>(start, i + 1, value));
      }
    }
    return matches;
  }
}
