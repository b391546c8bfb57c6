// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

/** What to say, and to do, when S3 refuses. */
final class S3Problems {
  private S3Problems() {}

  /**
   * A sentence for people.
   *
   * @param said what S3 said beside the status
   */
  static String refused(S3Location location, int status, String said) {
    String remedy =
        switch (status) {
          case 301, 307 ->
              "; the bucket is in another region than " + location.region() + ", set AWS_REGION";
          case 401 -> "; the credentials are not valid (any more)";
          case 403 ->
              "; give the role s3:GetObject, s3:PutObject and s3:DeleteObject on the objects, and"
                  + " s3:ListBucket on the bucket, without which S3 answers the same for an object"
                  + " that is not there";
          case 404 -> "; is there a bucket " + location.bucket() + "? LSML_STORE names it";
          default -> "";
        };
    return location
        + " refuses: it answered "
        + status
        + (said.isEmpty() ? "" : ": " + said)
        + remedy;
  }

  /** Code and message of an error in XML, or the text itself when it is none. */
  static String said(String body) {
    String code = element(body, "Code");
    return code.isEmpty() ? body : code + ", " + element(body, "Message");
  }

  private static String element(String xml, String name) {
    int start = xml.indexOf("<" + name + ">");
    int end = xml.indexOf("</" + name + ">");
    return start < 0 || end < start ? "" : xml.substring(start + name.length() + 2, end);
  }
}
