// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether an account can be deployed to, before anything is made: Lambda answers there, it
 * has enough concurrent executions, and the bucket for the state is ours or free. Collects
 * everything that is wrong; what cannot be learned is a warning, since the deployment itself would
 * tell. Thread-safe.
 *
 * <p>Which actions whoever deploys may do is not asked: AWS's simulation of policies needs a right
 * of its own, which few have, and knows nothing of an organisation's rules. The first denial names
 * the action that is missing.
 */
public final class AccountChecks {
  /** Fewer cannot serve a batch of tasks, a health check and a training at a time for long. */
  private static final long FEW = 20;

  /** Lambda keeps so many for all functions that reserve none. */
  private static final long UNRESERVED = 100;

  private final AwsApi api;
  private final Bucket state;

  /**
   * Makes one.
   *
   * @param state the bucket for the state
   */
  public AccountChecks(AwsApi api, Bucket state) {
    this.api = api;
    this.state = state;
  }

  /**
   * Checks.
   *
   * @param reserved concurrent executions that the service is to reserve, {@code null} for none
   */
  public List<Finding> check(@Nullable Long reserved) {
    List<Finding> findings = new ArrayList<>();
    executions(reserved, findings);
    try {
      state.exists();
    } catch (AwsException e) {
      findings.add(Finding.of(Severity.ERROR, e));
    }
    return findings;
  }

  private void executions(@Nullable Long reserved, List<Finding> findings) {
    JsonView limit;
    try {
      limit =
          api.rest(
                  AwsService.LAMBDA,
                  new AwsApi.Call("read Lambda's limits", "lambda:GetAccountSettings"),
                  "GET",
                  "/2016-08-19/account-settings",
                  null)
              .get("AccountLimit");
    } catch (AwsException e) {
      findings.add(
          e.status() == 0
              ? Finding.of(Severity.ERROR, e)
              : Finding.warning(
                  "How many requests Lambda answers at a time is not known",
                  e.reason(),
                  e.isDenied()
                      ? e.remedy()
                      : "Nothing needs to be done; Service Quotas in the console shows it"));
      return;
    }
    Long all = limit.get("ConcurrentExecutions").wholeOrNull();
    Long free = limit.get("UnreservedConcurrentExecutions").wholeOrNull();
    if (all != null && all < FEW) {
      findings.add(
          Finding.warning(
              "Lambda answers only " + all + " requests at a time for this account",
              "new accounts start with few, and more than that are refused with HTTP 429",
              "Ask for 1000, which costs nothing: aws service-quotas request-service-quota-increase"
                  + " --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region "
                  + api.region()));
    }
    if (reserved != null && free != null && reserved > free - UNRESERVED) {
      findings.add(
          Finding.warning(
              "There may not be " + reserved + " concurrent executions to reserve",
              free
                  + " are not reserved yet, this service's own aside, and Lambda keeps "
                  + UNRESERVED
                  + " of them for all other functions",
              "Leave -Daws.maxConcurrency= out, choose fewer, or ask for a higher quota of the"
                  + " account"));
    }
  }
}
