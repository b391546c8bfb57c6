// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One page of the objects of a bucket ({@code objects.list}). */
final class Listing {
  private Listing() {}

  /**
   * Makes the page that a request wants.
   *
   * @param versions as {@link Buckets#versions} gives them
   * @param largest no page has more entries, whatever the request wants
   */
  static Map<String, Object> page(
      GcsRequest request, List<GcsObject> versions, int largest, String url) throws GcsFailure {
    String prefix = orEmpty(request.parameter("prefix"));
    String delimiter = orEmpty(request.parameter("delimiter"));
    String from = orEmpty(request.parameter("startOffset"));
    String to = request.parameter("endOffset");
    boolean all = "true".equals(request.parameter("versions"));
    Long wanted = request.number("maxResults");
    long limit = wanted == null || wanted == 0 ? largest : Math.min(wanted, largest);
    // Terraform asks for the first page with an empty token.
    String token = orEmpty(request.parameter("pageToken"));
    int skip = place(token);

    List<Map<String, Object>> items = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>(Buckets.BY_UTF8);
    GcsObject last = null;
    // The token is a name and how many of its versions are done, so that writes between two pages
    // neither repeat nor lose what stays.
    String done = name(token);
    for (GcsObject object : versions) {
      String name = object.name();
      int order = done == null ? 1 : Buckets.BY_UTF8.compare(name, done);
      if (order < 0
          || (order == 0 && skip-- > 0)
          || !name.startsWith(prefix)
          || Buckets.BY_UTF8.compare(name, from) < 0
          || (to != null && !to.isEmpty() && Buckets.BY_UTF8.compare(name, to) >= 0)
          || (!all && object.archivedAt() != null)) {
        continue;
      }
      int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
      String group = cut < 0 ? null : name.substring(0, cut + delimiter.length());
      if (group != null && (prefixes.contains(group) || (done != null && done.startsWith(group)))) {
        continue;
      }
      if (items.size() + prefixes.size() == limit) {
        return result(items, prefixes, last == null ? null : token(last, versions));
      }
      if (group == null) {
        items.add(object.json(url));
      } else {
        prefixes.add(group);
      }
      last = object;
    }
    return result(items, prefixes, null);
  }

  private static Map<String, Object> result(
      List<Map<String, Object>> items, TreeSet<String> prefixes, @Nullable String token) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("kind", "storage#objects");
    if (token != null) {
      page.put("nextPageToken", token);
    }
    if (!prefixes.isEmpty()) {
      page.put("prefixes", List.copyOf(prefixes));
    }
    if (!items.isEmpty()) {
      page.put("items", items);
    }
    return page;
  }

  private static String token(GcsObject last, List<GcsObject> versions) {
    long done =
        versions.stream()
            .filter(v -> v.name().equals(last.name()) && v.generation() <= last.generation())
            .count();
    return Base64.getUrlEncoder()
        .encodeToString((done + " " + last.name()).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String name(String token) throws GcsFailure {
    return token.isEmpty() ? null : text(token).substring(text(token).indexOf(' ') + 1);
  }

  private static int place(String token) throws GcsFailure {
    return token.isEmpty()
        ? 0
        : Integer.parseInt(text(token).substring(0, text(token).indexOf(' ')));
  }

  private static String text(String token) throws GcsFailure {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.matches("(?s)[0-9]{1,9} .*")) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw GcsFailure.invalid("Invalid page token: '" + token + "'");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
