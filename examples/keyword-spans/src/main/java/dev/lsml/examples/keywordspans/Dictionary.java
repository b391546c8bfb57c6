// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import dev.lsml.examples.keywordspans.Field.Span;
import dev.lsml.examples.keywordspans.Phrase.Verdict;
import dev.lsml.examples.keywordspans.Trie.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The phrases that people have labelled, and how they agree on each. Thread-safe once nothing is
 * learned any more.
 */
final class Dictionary {
  /** Longer pieces are no keywords: they will hardly occur a second time. */
  static final int LONGEST = 200;

  private final Trie<Phrase> trie = new Trie<>();
  private final Map<String, Phrase> phrases = new TreeMap<>();

  /** A text and what people labelled in it. */
  record Example(String text, List<Span> spans) {}

  /** A piece of a text with its score. */
  record Found(Span span, double score) {}

  /** The phrases by {@link Folded#key}. */
  Map<String, Phrase> phrases() {
    return phrases;
  }

  /** The phrase with that spelling, added when it is not there. */
  Phrase phrase(String spelling) {
    String key = Folded.key(spelling);
    return trie.at(key, () -> phrases.computeIfAbsent(key, any -> new Phrase()));
  }

  /** What is known of a phrase in any spelling, {@code null} when there is nothing. */
  @Nullable Phrase find(String spelling) {
    return trie.get(Folded.key(spelling));
  }

  /**
   * Learns from texts: first which phrases there are, then where they stand without a label. An
   * occurrence within a longer labelled piece says nothing either way.
   */
  void learn(List<Example> examples) {
    for (Example example : examples) {
      places(example.spans)
          .forEach(
              (place, labels) -> {
                String spelling = Folded.spelling(example.text.substring(place.start, place.end));
                if (!spelling.isEmpty() && spelling.length() <= LONGEST) {
                  phrase(spelling).count(spelling, labels);
                }
              });
    }
    for (Example example : examples) {
      Folded text = new Folded(example.text);
      for (int i = 0; i < text.length(); i++) {
        if (text.isBoundary(i)) {
          for (Match<Phrase> match : trie.matches(text, i)) {
            if (!touchesAny(text.origin(i), text.origin(match.end()), example.spans)) {
              String spelling = Folded.spelling(text.original(i, match.end()));
              match.value().count(spelling, List.of());
            }
          }
        }
      }
    }
  }

  private record Place(int start, int end) {}

  /** Two regions at one place are two labels of one piece. */
  private static Map<Place, Set<String>> places(List<Span> spans) {
    Map<Place, Set<String>> places = new LinkedHashMap<>();
    for (Span span : spans) {
      places
          .computeIfAbsent(new Place(span.start(), span.end()), any -> new LinkedHashSet<>())
          .addAll(span.labels());
    }
    return places;
  }

  private static boolean touchesAny(int start, int end, List<Span> spans) {
    for (Span span : spans) {
      if (start < span.end() && span.start() < end) {
        return true;
      }
    }
    return false;
  }

  /** Labels a text: from left to right, at each place the longest phrase that gets a label. */
  List<Found> label(String text, List<String> allowed) {
    return search(new Folded(text), trie, (phrase, spelling) -> phrase.verdict(spelling, allowed));
  }

  /** Decides about an occurrence. */
  interface Judge<V> {
    Verdict judge(V value, String spelling);
  }

  /** The same with phrases from anywhere. */
  static <V> List<Found> search(Folded text, Trie<V> trie, Judge<V> judge) {
    List<Found> all = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int end = i + 1;
      if (text.isBoundary(i)) {
        List<Match<V>> matches = trie.matches(text, i);
        for (int m = matches.size() - 1; m >= 0; m--) {
          Match<V> match = matches.get(m);
          String spelling = Folded.spelling(text.original(i, match.end()));
          Verdict verdict = judge.judge(match.value(), spelling);
          if (!verdict.labels().isEmpty()) {
            Span span = new Span(text.origin(i), text.origin(match.end()), verdict.labels());
            all.add(new Found(span, verdict.score()));
            end = match.end();
            break;
          }
        }
      }
      i = end;
    }
    return all;
  }
}
