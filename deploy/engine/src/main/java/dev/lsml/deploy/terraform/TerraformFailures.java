// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.deploy.DeployException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Terraform's errors mean, and what to do about them. Functions only. */
final class TerraformFailures {
  private static final Pattern LOCK_ID = Pattern.compile("ID:\\s+(\\S+)");
  private static final Pattern LOCK_WHO = Pattern.compile("Who:\\s+(\\S+)");
  private static final Pattern LOCK_SINCE = Pattern.compile("Created:\\s+(.+)");

  /**
   * Said when a permission or an API was given a moment ago and not all of the cloud knows it yet;
   * waiting helps. A permission that is missing for good is told in other words.
   */
  private static final List<Pattern> PROPAGATION =
      List.of(
          Pattern.compile("SERVICE_DISABLED"),
          Pattern.compile("API has not been used in project .* before or it is disabled"),
          Pattern.compile("Service account \\S+ does not exist"),
          Pattern.compile("Permission denied on secret"),
          Pattern.compile("[Ss]ervice [Aa]gent .* (does not exist|must have permission)"),
          Pattern.compile("Permission 'iam\\.serviceaccounts\\.actAs' denied"),
          Pattern.compile("role .* cannot be assumed by Lambda"),
          Pattern.compile("execution role does not have permissions to call"),
          Pattern.compile("secret with this name is already scheduled for deletion"),
          Pattern.compile("conflicting conditional operation is currently in progress"));

  /** AWS names the action that whoever applies may not do. */
  private static final Pattern DENIED = Pattern.compile("not authorized to perform: ([\\w:*]+)");

  private TerraformFailures() {}

  /** Tells whether the same again may succeed in a while: every error is of that kind. */
  static boolean isPropagation(List<String> errors) {
    return !errors.isEmpty()
        && errors.stream().allMatch(e -> PROPAGATION.stream().anyMatch(p -> p.matcher(e).find()));
  }

  /**
   * Explains a failure.
   *
   * @param verb such as {@code apply}
   * @param log where all of Terraform's output is
   */
  static DeployException of(TerraformRoot root, String verb, List<String> errors, Path log) {
    String all = String.join("; ", errors);
    String problem = "Terraform could not " + words(verb) + " the " + root.title() + " root";
    String read = "All that Terraform said is in " + log;
    if (all.contains("Error acquiring the state lock")) {
      return locked(root, problem, all, read);
    }
    Matcher denied = DENIED.matcher(all);
    if (denied.find()) {
      return new DeployException(
          problem,
          strip(all),
          "Ask whoever administers the account to allow "
              + denied.group(1)
              + ", then run the same command again: it goes on where it stopped. "
              + read);
    }
    String reason = all.isEmpty() ? "it gave no reason" : strip(all);
    return new DeployException(
        problem,
        reason,
        "Correct that and run the same command again: it goes on where it stopped. " + read);
  }

  private static DeployException locked(
      TerraformRoot root, String problem, String all, String read) {
    String id = first(LOCK_ID, all, "ID");
    return new DeployException(
        problem,
        "its state is locked by "
            + first(LOCK_WHO, all, "someone")
            + " since "
            + first(LOCK_SINCE, all, "a time that is not known"),
        "Another deployment is running: wait for it and run the same command again. If you are sure"
            + " that none is, because it was killed, unlock with: TF_DATA_DIR="
            + root.data()
            + " terraform -chdir="
            + root.work()
            + " force-unlock "
            + id
            + ". "
            + read);
  }

  private static String words(String verb) {
    return switch (verb) {
      case "init" -> "prepare";
      case "output", "show" -> "read";
      default -> verb;
    };
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1).strip() : otherwise;
  }

  /** The sentence goes on after it. */
  private static String strip(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
