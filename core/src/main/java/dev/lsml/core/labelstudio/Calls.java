// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.labelstudio.Transport.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call with credentials: renews an access token that ran out, and follows redirects by hand,
 * since the JDK's client would forward the key to another host. Thread-safe.
 */
final class Calls {
  private static final int MOST_REDIRECTS = 5;

  private final Retries retries;
  private final Credentials credentials;

  Calls(Retries retries, Credentials credentials) {
    this.retries = retries;
    this.credentials = credentials;
  }

  /**
   * Makes the call.
   *
   * @param json the body, {@code null} for none
   * @return a success
   * @throws LabelStudioException for everything else
   */
  Reply send(String method, URI first, byte @Nullable [] json) {
    URI uri = first;
    for (int hop = 0; ; hop++) {
      Reply reply = authorized(method, uri, json);
      int status = reply.status();
      if (status >= 200 && status < 300) {
        return reply;
      }
      String location = reply.header("location");
      if (location == null || !redirect(status)) {
        throw refused(method, first, uri, reply);
      }
      if (hop == MOST_REDIRECTS) {
        throw Failures.redirect(method, first, reply, "and so on, more than 5 times");
      }
      uri = target(method, uri, status, location, reply);
    }
  }

  private Reply authorized(String method, URI uri, byte @Nullable [] json) {
    boolean repeatable = method.equals("GET");
    String header = credentials.authorization(Origin.of(uri));
    Reply reply = retries.send(method, uri, headers(header, json), json, repeatable);
    if (reply.status() == 401 && header != null) {
      String renewed = credentials.renewed(header);
      if (renewed != null) {
        return retries.send(method, uri, headers(renewed, json), json, repeatable);
      }
    }
    return reply;
  }

  private static Map<String, String> headers(
      @Nullable String authorization, byte @Nullable [] json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("User-Agent", "lsml");
    if (json != null) {
      headers.put("Content-Type", "application/json");
    }
    if (authorization != null) {
      headers.put("Authorization", authorization);
    }
    return headers;
  }

  private static boolean redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI target(String method, URI from, int status, String location, Reply reply) {
    URI to;
    try {
      to = from.resolve(location);
      Origin origin = Origin.of(to);
      if (!origin.scheme().equals("http") && !origin.scheme().equals("https")) {
        throw new IllegalArgumentException("not a web address");
      }
    } catch (IllegalArgumentException e) {
      throw Failures.redirect(method, from, reply, "to something that is not a web address");
    }
    Origin origin = Origin.of(to);
    if (origin.scheme().equals("http") && from.getScheme().equalsIgnoreCase("https")) {
      throw Failures.redirect(method, from, reply, "from https down to http at " + origin);
    }
    boolean sameCall = method.equals("GET") || status == 307 || status == 308;
    if (!sameCall || (!method.equals("GET") && !origin.equals(Origin.of(from)))) {
      throw Failures.redirect(
          method, from, reply, "to " + origin + ", where a " + method + " cannot follow it");
    }
    return to;
  }

  private LabelStudioException refused(String method, URI first, URI last, Reply reply) {
    if (!Origin.of(first).equals(Origin.of(last)) && reply.status() == 401) {
      return Failures.redirect(
          method, first, reply, "to " + Origin.of(last) + ", where the key is not sent");
    }
    return Failures.refused(method, last, reply, credentials.key());
  }
}
