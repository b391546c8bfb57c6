// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

/**
 * A label config cannot be read, or lacks the tag that a model asks for. The message says the
 * problem, its cause and the remedy, and is fit to be shown to the person who wrote the config.
 */
public final class LabelConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_PART = 1000;

  private final String problem;
  private final String reason;
  private final String remedy;

  /** Makes one whose message is the three parts, each cut to 1000 characters. */
  public LabelConfigException(String problem, String reason, String remedy) {
    super(cut(problem) + ": " + cut(reason) + ". " + cut(remedy) + ".");
    this.problem = cut(problem);
    this.reason = cut(reason);
    this.remedy = cut(remedy);
  }

  /** Names in a config can be as long as the config, and messages end up in logs. */
  private static String cut(String text) {
    return text.length() <= MAX_PART ? text : text.substring(0, MAX_PART) + "...";
  }

  /** What went wrong, without a full stop. */
  public String problem() {
    return problem;
  }

  /** Why, without a full stop. */
  public String reason() {
    return reason;
  }

  /** What to do about it, without a full stop. */
  public String remedy() {
    return remedy;
  }
}
