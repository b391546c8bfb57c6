// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Http;
import dev.lsml.testkit.gcs.FakeGcs;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What lies in the project's buckets, old versions included. Functions only. */
final class Buckets {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Buckets() {}

  /** Every version of every object, by {@code bucket/name#generation}. */
  static Map<String, byte[]> all(FakeGcs storage) throws IOException, InterruptedException {
    Map<String, byte[]> all = new TreeMap<>();
    for (String bucket : storage.buckets()) {
      String objects = storage.url() + "/storage/v1/b/" + bucket + "/o";
      String page = "";
      do {
        JsonView listing =
            Http.call("GET", URI.create(objects + "?versions=true" + page), Map.of(), null)
                .expect(200)
                .json();
        for (JsonView object : listing.get("items").items()) {
          String name = object.get("name").string();
          String generation = object.get("generation").string();
          URI content =
              URI.create(objects + "/" + encoded(name) + "?alt=media&generation=" + generation);
          all.put(bucket + "/" + name + "#" + generation, read(content));
        }
        String next = listing.get("nextPageToken").stringOrNull();
        page = next == null ? "" : "&pageToken=" + encoded(next);
      } while (!page.isEmpty());
    }
    return all;
  }

  private static byte[] read(URI content) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        CLIENT.send(
            HttpRequest.newBuilder(content).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new AssertionError(content + " is answered with " + response.statusCode());
    }
    return response.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
