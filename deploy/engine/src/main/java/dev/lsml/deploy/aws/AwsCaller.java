// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.deploy.Finding;
import dev.lsml.deploy.Finding.Severity;
import dev.lsml.deploy.amazon.Account;
import dev.lsml.deploy.amazon.AwsClients;
import dev.lsml.deploy.amazon.AwsException;
import java.util.List;

/**
 * The account that is deployed to, which names so much. Immutable.
 *
 * @param account what is guarded when it cannot be learned, else {@value #UNKNOWN}
 * @param findings what is wrong with it
 */
public record AwsCaller(String account, List<Finding> findings) {
  /** Stands in names where the account's number would. */
  static final String UNKNOWN = "account-not-known";

  /** Copies the list. */
  public AwsCaller {
    findings = List.copyOf(findings);
  }

  /** Asks AWS, unless the settings have problems; throws nothing. */
  public static AwsCaller find(AwsSettings settings, AwsClients clients) {
    String guard = settings.account();
    String otherwise = guard.isEmpty() ? UNKNOWN : guard;
    if (!settings.problems().isEmpty()) {
      return new AwsCaller(otherwise, List.of());
    }
    try {
      Account found = Account.of(clients);
      if (guard.isEmpty() || guard.equals(found.id())) {
        return new AwsCaller(found.id(), List.of());
      }
      return new AwsCaller(
          guard,
          List.of(
              Finding.error(
                  "These are credentials of another account",
                  found.caller()
                      + " is of account "
                      + found.id()
                      + ", and this deployment is for "
                      + guard,
                  "Sign in to the right account, or name its profile in AWS_PROFILE; or correct"
                      + " -Daws.account=")));
    } catch (AwsException e) {
      return new AwsCaller(otherwise, List.of(Finding.of(Severity.ERROR, e)));
    }
  }
}
