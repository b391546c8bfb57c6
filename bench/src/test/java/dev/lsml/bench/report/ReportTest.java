// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void aReportIsAMarkdownSectionWithATableAndNotes() {
    Report report = new Report("Title", "server", "ms");
    report.row("a|b", Figures.millis(1_234_567_890));
    report.note("SKIPPED c: it is missing");

    assertThat(report.markdown())
        .isEqualTo(
            """
            ## Title

            | server | ms |
            | --- | --- |
            | a\\|b | 1235 |

            - SKIPPED c: it is missing

            """);
  }

  @Test
  void aRowWithACellTooFewIsRefused() {
    assertThatThrownBy(() -> new Report("Title", "server", "ms").row("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row of 'Title' needs 2 cells, not 1");
  }

  @Test
  void figuresReadTheSameInEveryLocale() {
    assertThat(Figures.whole(48161.4)).isEqualTo("48,161");
    assertThat(Figures.fineMillis(162_000)).isEqualTo("0.16");
    assertThat(Figures.ratio(237, 1698)).isEqualTo("0.14 ×");
    assertThat(Figures.ratio(196, 10)).isEqualTo("19.6 ×");
    assertThat(Figures.mebibytes(-1)).isEqualTo("n/a");
    assertThat(Figures.mebibytes(3 << 20)).isEqualTo("3");
  }
}
