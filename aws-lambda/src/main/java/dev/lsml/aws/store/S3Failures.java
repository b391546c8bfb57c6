// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.core.store.StoreException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What an exception of the SDK tells about a call. Pure functions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">what
 *     S3 answers to conditional writes</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">its errors</a>
 */
final class S3Failures {
  private S3Failures() {}

  /**
   * Whether the condition of a write did not hold.
   *
   * @param needsObject whether the condition was a revision; a missing object is then a conflict
   */
  static boolean isConflict(Exception e, boolean needsObject) {
    return status(e) == 412 || (needsObject && isMissing(e));
  }

  /** Whether there is no such object; another thing than that there is no such bucket. */
  static boolean isMissing(Exception e) {
    return status(e) == 404 && !code(e).equals("NoSuchBucket");
  }

  /** Whether it is certain that a write did not happen. */
  static boolean wroteNothing(Exception e) {
    int status = status(e);
    return (status >= 400 && status < 500) || code(e).equals("SlowDown") || neverArrived(e);
  }

  /** Whether the same call may succeed a moment later. */
  static boolean mayPass(Exception e) {
    int status = status(e);
    // 409: somebody writes the same object at this moment, and nobody has won yet.
    return status == 0 || status == 408 || status == 409 || status == 429 || status >= 500;
  }

  static StoreException of(String operation, S3Location location, Exception e) {
    int status = status(e);
    String reason =
        status == 0
            ? location + " cannot be reached: " + e.getMessage()
            : S3Problems.refused(location, status, said(e));
    return new StoreException(operation, reason, mayPass(e), e);
  }

  private static String said(Exception e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? code(e) + ", " + service.awsErrorDetails().errorMessage()
        : String.valueOf(e.getMessage());
  }

  private static boolean neverArrived(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static int status(Exception e) {
    return e instanceof SdkServiceException service ? service.statusCode() : 0;
  }

  private static String code(Exception e) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = service.awsErrorDetails().errorCode();
      return code == null ? "" : code;
    }
    return "";
  }
}
