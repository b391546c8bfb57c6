// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kinds of files are read. */
public enum Format {
  /** Comma-separated values by RFC 4180, with a header. */
  CSV,
  /** The same with tabs. */
  TSV,
  /** An array of tasks or of data objects. */
  JSON,
  /** One task or data object a line. */
  JSONL;

  private static final String KNOWN = "csv, tsv, json, jsonl (or ndjson), each also with .gz";

  /**
   * Finds the format.
   *
   * @param name the input's name, such as {@code reviews.csv.gz}
   * @param told what the user says it is, {@code null} to go by the name
   * @throws Trouble when neither says it
   */
  public static Format of(String name, @Nullable String told) {
    String word = told == null ? extension(name) : told.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "csv" -> CSV;
      case "tsv", "tab" -> TSV;
      case "json" -> JSON;
      case "jsonl", "ndjson" -> JSONL;
      default ->
          throw new Trouble(
              told == null
                  ? "The type of " + name + " is not known"
                  : "The format " + told + " is not known",
              "known are " + KNOWN,
              "Name the format with --format, with Maven -Dlsml.format=, such as jsonl");
    };
  }

  /** Tells whether a name is that of a compressed file. */
  public static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static String extension(String name) {
    String plain = isGzip(name) ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot < 0 || plain.indexOf('/', dot) >= 0
        ? ""
        : plain.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Starts reading.
   *
   * @param input uncompressed; closed with what is returned
   * @param name of the input, for messages
   * @throws Trouble when the beginning shows that it is not of this format
   * @throws IOException when the input cannot be read
   */
  public Rows read(InputStream input, String name) throws IOException {
    return switch (this) {
      case CSV -> new CsvRows(input, ',', name);
      case TSV -> new CsvRows(input, '\t', name);
      case JSON -> new JsonRows(input, name);
      case JSONL -> new JsonLineRows(input);
    };
  }
}
