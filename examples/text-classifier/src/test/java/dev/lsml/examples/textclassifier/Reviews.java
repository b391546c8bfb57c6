// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes up reviews of restaurants, hotels, phones, films and books, half of them positive. They are
 * like real ones in what makes classifying hard: an aspect on the other side in some, negations,
 * sentences that say nothing, and many words that occur only now and then.
 *
 * <p>The same count and seed give the same reviews on every JVM.
 */
public final class Reviews {
  /** The label of a good review. */
  public static final String POSITIVE = "Positive";

  /** The label of a bad review. */
  public static final String NEGATIVE = "Negative";

  /** A text and the label that fits it. */
  public record Review(String text, String sentiment) {}

  private record Subject(String name, List<String> aspects) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("restaurant", words("soup,steak,waiter,dessert,menu,wine list,pasta,bread")),
          new Subject("hotel", words("room,bed,breakfast,lobby,pool,shower,view,front desk")),
          new Subject("phone", words("battery,screen,camera,speaker,charger,keyboard,case,signal")),
          new Subject("film", words("plot,cast,ending,soundtrack,dialogue,lead actor,pace,script")),
          new Subject(
              "book", words("story,hero,prose,cover,first chapter,ending,translation,plot")));

  private static final List<String> GOOD =
      words(
          "excellent,wonderful,great,superb,delightful,lovely,fantastic,charming,impressive,amazing,"
              + "perfect,brilliant,first-rate");
  private static final List<String> BAD =
      words(
          "terrible,awful,disappointing,dreadful,poor,horrible,mediocre,annoying,lousy,useless,"
              + "dull,miserable,second-rate");
  private static final List<String> PRAISE =
      List.of(
          "I would recommend it to anyone.",
          "We will certainly come back to it.",
          "Worth every penny.",
          "It exceeded my expectations.",
          "I loved every minute.",
          "My family enjoyed it a lot.",
          "Five stars from me.",
          "It made my week.",
          "Nothing to complain about.",
          "I am really happy with it.");
  private static final List<String> COMPLAINT =
      List.of(
          "I would not recommend it to anyone.",
          "Never again.",
          "A waste of money.",
          "It fell short of my expectations.",
          "I regretted every minute.",
          "My family hated it.",
          "One star is too many.",
          "I want a refund.",
          "There is a lot to complain about.",
          "I am really unhappy with it.");
  private static final List<String> NEUTRAL =
      List.of(
          "I had read about it in a magazine.",
          "A friend had told me about it.",
          "It was a rainy Tuesday.",
          "I picked it because of the price.",
          "This is my second review this year.",
          "My sister came along.",
          "I had some time to spare.",
          "It is the third one that I tried.");

  private Reviews() {}

  /** Makes some reviews; with an even count exactly half of them are positive, in mixed order. */
  public static List<Review> generate(int count, long seed) {
    Random random = new Random(seed);
    List<Review> reviews = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean positive = i % 2 == 0;
      reviews.add(new Review(text(positive, random), positive ? POSITIVE : NEGATIVE));
    }
    Collections.shuffle(reviews, random);
    return reviews;
  }

  /** The reviews as a file that Label Studio imports: one header line, then a line per review. */
  public static String csv(List<Review> reviews) {
    StringBuilder csv = new StringBuilder("text,expected\n");
    for (Review review : reviews) {
      csv.append('"').append(review.text().replace("\"", "\"\"")).append("\",");
      csv.append(review.sentiment()).append('\n');
    }
    return csv.toString();
  }

  private static String text(boolean positive, Random random) {
    Subject subject = pick(SUBJECTS, random);
    List<String> aspects = new ArrayList<>(subject.aspects());
    Collections.shuffle(aspects, random);
    List<String> sentences = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      sentences.add(pick(NEUTRAL, random));
    }
    int opinions = 1 + random.nextInt(3);
    for (int i = 0; i < opinions; i++) {
      sentences.add(opinion(subject.name(), aspects.get(i), positive, random));
    }
    if (opinions > 1 && random.nextInt(4) == 0) {
      sentences.add(
          "Only the " + aspects.get(opinions) + " was " + adjective(!positive, random) + ".");
    }
    if (random.nextInt(2) == 0) {
      sentences.add(pick(positive ? PRAISE : COMPLAINT, random));
    }
    return String.join(" ", sentences);
  }

  private static String opinion(String subject, String aspect, boolean good, Random random) {
    String adjective = adjective(good, random);
    return switch (random.nextInt(6)) {
      case 0 -> "The " + aspect + " was " + adjective + ".";
      case 1 -> "What " + article(adjective) + " " + subject + "!";
      case 2 ->
          "I found the "
              + aspect
              + " "
              + adjective
              + " and the rest "
              + adjective(good, random)
              + ".";
      case 3 -> "The " + aspect + " of this " + subject + " is simply " + adjective + ".";
      case 4 ->
          "The "
              + aspect
              + " was not "
              + adjective(!good, random)
              + " at all, quite "
              + adjective
              + ".";
      default -> "Such " + article(adjective) + " " + aspect + ".";
    };
  }

  private static String adjective(boolean good, Random random) {
    return pick(good ? GOOD : BAD, random);
  }

  private static String article(String word) {
    return ("aeiou".indexOf(word.charAt(0)) >= 0 && !word.startsWith("use") ? "an " : "a ") + word;
  }

  private static <T> T pick(List<T> items, Random random) {
    return items.get(random.nextInt(items.size()));
  }

  private static List<String> words(String commaSeparated) {
    return List.of(commaSeparated.split(","));
  }
}
