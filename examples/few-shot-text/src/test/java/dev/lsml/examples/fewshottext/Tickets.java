// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Made-up tickets of a shop's support in three topics: eight of each to learn, eight to ask. */
final class Tickets {
  static final List<String> TOPICS = List.of("Billing", "Technical", "Shipping");
  static final int LEARNED = 24;

  /** A text and the topic that fits it. */
  record Ticket(String topic, String text) {}

  private Tickets() {}

  /** All, those to learn first. */
  static List<Ticket> all() throws IOException {
    List<Ticket> tickets = new ArrayList<>();
    try (InputStream in = Tickets.class.getResourceAsStream("tickets.csv")) {
      String csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : csv.lines().skip(1).toList()) {
        int comma = line.indexOf(',');
        tickets.add(
            new Ticket(line.substring(0, comma), line.substring(comma + 2, line.length() - 1)));
      }
    }
    return tickets;
  }
}
