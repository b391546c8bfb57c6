// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.preannotate.output.Progressed;
import dev.lsml.preannotate.rows.Row;
import dev.lsml.preannotate.rows.Rows;
import dev.lsml.preannotate.rows.Trouble;
import dev.lsml.preannotate.run.PieceSize;
import dev.lsml.preannotate.run.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The records in pieces, each with what there is to say of the input up to it. */
final class RowPieces implements Source<RowPieces.Piece> {
  /** A piece of large records is shorter. */
  private static final int MOST_BYTES = 1 << 20;

  private final Rows rows;
  private final PieceSize size;
  private long count;
  private long digest;
  private @Nullable Trouble trouble;

  RowPieces(Rows rows, PieceSize size) {
    this.rows = rows;
    this.size = size;
  }

  /**
   * Some records.
   *
   * @param end how many records there are up to its end
   * @param digest of all records up to its end
   */
  record Piece(List<Row> rows, long end, long digest) {}

  PieceSize size() {
    return size;
  }

  /**
   * Passes over what is done.
   *
   * @throws Trouble when that is no longer what the input begins with
   */
  void skip(Progressed done) throws IOException {
    while (count < done.rows()) {
      if (row() == null) {
        break;
      }
    }
    if (count != done.rows() || digest != done.digest()) {
      throw new Trouble(
          "The input has changed",
          "its first " + done.rows() + " records are no longer those that are done",
          "Bring the old input back, or begin anew with --restart, with Maven -Dlsml.restart");
    }
  }

  @Override
  public @Nullable Piece next() throws IOException {
    if (trouble != null) {
      throw trouble;
    }
    List<Row> piece = new ArrayList<>();
    int most = size.size();
    int bytes = 0;
    while (piece.size() < most && bytes < MOST_BYTES) {
      Row row;
      try {
        row = row();
      } catch (Trouble e) {
        if (piece.isEmpty()) {
          throw e;
        }
        trouble = e; // what came before is done first
        break;
      }
      if (row == null) {
        break;
      }
      bytes += row.size();
      piece.add(row);
    }
    return piece.isEmpty() ? null : new Piece(piece, count, digest);
  }

  /**
   * The hashes of JSON values are fixed by the types' contracts, and so the same in any process.
   */
  private @Nullable Row row() throws IOException {
    Row row = rows.next();
    if (row != null) {
      count++;
      digest = 31 * digest + Objects.hashCode(row.raw());
    }
    return row;
  }
}
