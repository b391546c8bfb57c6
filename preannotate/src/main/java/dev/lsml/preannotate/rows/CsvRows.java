// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Separated values by RFC 4180: the first record names the columns, every value is text. Bytes are
 * taken one per character and decoded value by value, so that what is not UTF-8 costs its own
 * record and no other. Not thread-safe.
 */
final class CsvRows implements Rows {
  /** Longer values are taken for a quote that is nowhere closed. */
  private static final int LONGEST_VALUE = 16 << 20;

  private final String name;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> columns;
  private long line;

  CsvRows(InputStream input, char separator, String name) throws IOException {
    this.name = name;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowExtraCharsAfterClosingQuote(true)
            .maxBufferSize(LONGEST_VALUE)
            .ofCsvRecord(new InputStreamReader(withoutMark(input), StandardCharsets.ISO_8859_1));
    this.records = reader.iterator();
    this.columns = header(separator);
  }

  private List<String> header(char separator) throws IOException {
    CsvRecord first = record();
    if (first == null) {
      throw new Trouble(name + " is empty", "it has no header", "Its first line must name columns");
    }
    List<String> names = new ArrayList<>(first.getFields());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String decoded = Utf8.decoded(names.get(i));
      if (decoded == null) {
        throw notUtf8("column " + (i + 1) + " of its header is something else");
      }
      if (decoded.isBlank() || !seen.add(decoded)) {
        throw new Trouble(
            "The header of " + name + " cannot be used",
            decoded.isBlank()
                ? "column " + (i + 1) + " has no name"
                : "two columns are called '" + decoded + "'",
            "Its first line must name every column, each by another name");
      }
      names.set(i, decoded);
    }
    if (names.size() == 1 && separator == ',' && names.get(0).indexOf(';') >= 0) {
      throw new Trouble(
          name + " is not separated by commas",
          "its header has one column, '" + names.get(0) + "'",
          "Separate its values by commas, or by tabs as a .tsv");
    }
    return List.copyOf(names);
  }

  /** A byte order mark is no part of the first column's name, and would hide its quotes. */
  private InputStream withoutMark(InputStream input) throws IOException {
    PushbackInputStream start = new PushbackInputStream(input, 3);
    byte[] mark = start.readNBytes(3);
    if (mark.length >= 2 && (mark[0] & 0xff) + (mark[1] & 0xff) == 0xff + 0xfe) {
      throw notUtf8("it begins as UTF-16 does");
    }
    boolean isMark =
        mark.length == 3
            && mark[0] == (byte) 0xef
            && mark[1] == (byte) 0xbb
            && mark[2] == (byte) 0xbf;
    if (!isMark) {
      start.unread(mark);
    }
    return start;
  }

  private Trouble notUtf8(String cause) {
    return new Trouble(name + " is not UTF-8", cause, "Save it as UTF-8, as with iconv -t UTF-8");
  }

  private @Nullable CsvRecord record() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      line = record.getStartingLineNumber();
      return record;
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    } catch (CsvParseException e) {
      throw new Trouble(
          name + " cannot be read on from line " + (line + 1),
          e.getCause() == null ? String.valueOf(e.getMessage()) : String.valueOf(e.getCause()),
          "Look there for a quote that is not closed",
          e);
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public @Nullable Row next() throws IOException {
    CsvRecord record = record();
    if (record == null) {
      return null;
    }
    List<String> values = record.getFields();
    int size = 0;
    List<Object> raw = new ArrayList<>(values.size());
    int wrong = -1;
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      size += value.length();
      String decoded = Utf8.decoded(value);
      wrong = decoded == null ? i : wrong;
      raw.add(decoded == null ? value : decoded);
    }
    if (values.size() != columns.size()) {
      return Row.rejected(
          line,
          "line "
              + line
              + " has "
              + values.size()
              + " values, and the header names "
              + columns.size(),
          raw,
          size);
    }
    if (wrong >= 0) {
      return Row.rejected(
          line, "the value of '" + columns.get(wrong) + "' is not UTF-8", raw, size);
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      data.put(columns.get(i), raw.get(i));
    }
    return Row.ofData(line, data, raw, size);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
