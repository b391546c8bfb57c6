// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy;

/**
 * Something that a check found and that a person should know. Immutable.
 *
 * @param severity whether a deployment may go on
 * @param problem what is wrong or could not be learned
 * @param cause why, as far as known
 * @param remedy what the reader can do about it
 */
public record Finding(Severity severity, String problem, String cause, String remedy) {

  /** Whether a deployment may go on. */
  public enum Severity {
    /** It would fail later. */
    ERROR,
    /** It may well succeed. */
    WARNING
  }

  /** A finding that ends a deployment. */
  public static Finding error(String problem, String cause, String remedy) {
    return new Finding(Severity.ERROR, problem, cause, remedy);
  }

  /** A finding that is only told. */
  public static Finding warning(String problem, String cause, String remedy) {
    return new Finding(Severity.WARNING, problem, cause, remedy);
  }

  /** A finding out of a failed call, of either severity. */
  public static Finding of(Severity severity, DeployException e) {
    return new Finding(severity, e.problem(), e.reason(), e.remedy());
  }

  /** Tells whether it ends a deployment. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** In one line, as it is shown. */
  @Override
  public String toString() {
    return problem + ": " + cause + ". " + remedy;
  }
}
