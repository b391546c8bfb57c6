// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.lsml.gcp.metadata.TokenSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Google's application default credentials, for machines that are not on Cloud Run: a file that
 * {@code GOOGLE_APPLICATION_CREDENTIALS} names, or what {@code gcloud auth application-default
 * login} has left. Thread-safe.
 */
final class DefaultCredentials implements TokenSource {
  private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

  private @Nullable GoogleCredentials credentials;

  @Override
  public String accessToken() throws IOException {
    GoogleCredentials known = credentials();
    known.refreshIfExpired();
    AccessToken token = known.getAccessToken();
    if (token == null) {
      throw new IOException("the application default credentials gave no access token");
    }
    return token.getTokenValue();
  }

  private synchronized GoogleCredentials credentials() throws IOException {
    GoogleCredentials known = credentials;
    if (known == null) {
      known = GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
      credentials = known;
    }
    return known;
  }
}
