// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire form, as Google documents it; the clients are tried in lsml-gcp-function. */
class FakeGcsTest {
  private static final String OBJECTS = "/storage/v1/b/box/o";
  private static final String MEDIA = "/upload/storage/v1/b/box/o?uploadType=media&name=";

  private FakeGcs gcs;
  private Rest rest;

  @BeforeEach
  void start() throws IOException {
    gcs = FakeGcs.start();
    gcs.createBucket("box");
    rest = new Rest(gcs.url());
  }

  @AfterEach
  void close() {
    gcs.close();
  }

  @Test
  void anObjectHasTheResourceThatTheJsonApiDocuments() throws Exception {
    JsonView made = write("a%2Fb", "hello").json();

    assertThat(made.get("kind").string()).isEqualTo("storage#object");
    assertThat(made.get("name").string()).isEqualTo("a/b");
    assertThat(made.get("size").string()).isEqualTo("5");
    assertThat(made.get("crc32c").string()).isEqualTo("mnG7TA==");
    assertThat(made.get("md5Hash").string()).isEqualTo("XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(made.get("metageneration").string()).isEqualTo("1");
    Rest.Reply content = rest.get(OBJECTS + "/a%2Fb?alt=media");
    assertThat(content.text()).isEqualTo("hello");
    assertThat(content.header("x-goog-generation")).isEqualTo(made.get("generation").string());
    assertThat(rest.get("/box/a/b").text()).as("by the XML API").isEqualTo("hello");
    assertThat(rest.get(OBJECTS + "/a%2Fb?alt=media", "Range", "bytes=1-2").text()).isEqualTo("el");
    assertThat(gcs.content("box", "a/b")).asString(StandardCharsets.UTF_8).isEqualTo("hello");
  }

  @Test
  void preconditionsAreJudgedWithTheWrite() throws Exception {
    String first = write("a&ifGenerationMatch=0", "1").json().get("generation").string();

    Rest.Reply conflict = write("a&ifGenerationMatch=0", "2");
    assertThat(conflict.status()).isEqualTo(412);
    JsonView error = conflict.json().get("error");
    assertThat(error.get("code").whole()).isEqualTo(412);
    assertThat(error.get("errors").items().get(0).get("reason").string())
        .isEqualTo("conditionNotMet");
    String second = write("a&ifGenerationMatch=" + first, "2").json().get("generation").string();
    assertThat(Long.parseLong(second)).isGreaterThan(Long.parseLong(first));
    assertThat(write("b&ifGenerationMatch=" + first, "x").status()).isEqualTo(412);
    assertThat(rest.call("DELETE", OBJECTS + "/a?ifGenerationMatch=" + first, "").status())
        .isEqualTo(412);
    assertThat(rest.call("DELETE", OBJECTS + "/a?ifGenerationMatch=" + second, "").status())
        .isEqualTo(204);
    assertThat(rest.call("DELETE", OBJECTS + "/a?ifGenerationMatch=" + second, "").status())
        .isEqualTo(404);
    assertThat(write("a&ifGenerationMatch=" + second, "x").status()).isEqualTo(412);
  }

  @Test
  void readsHaveConditionsToo() throws Exception {
    JsonView made = write("a", "1").json();
    String generation = made.get("generation").string();

    assertThat(rest.get(OBJECTS + "/a?alt=media&ifGenerationNotMatch=" + generation).status())
        .isEqualTo(304);
    assertThat(rest.get(OBJECTS + "/a?ifGenerationNotMatch=1").status()).isEqualTo(200);
    assertThat(rest.get(OBJECTS + "/a?ifGenerationMatch=1").status()).isEqualTo(412);
    JsonView patched =
        rest.call(
                "PATCH",
                OBJECTS + "/a?ifMetagenerationMatch=1",
                "{\"metadata\":{\"k\":\"v\"},\"contentType\":\"text/plain\"}")
            .json();
    assertThat(patched.get("metageneration").string()).isEqualTo("2");
    assertThat(patched.get("generation").string()).isEqualTo(generation);
    assertThat(patched.get("metadata").get("k").string()).isEqualTo("v");
    assertThat(rest.call("PATCH", OBJECTS + "/a?ifMetagenerationMatch=1", "{}").status())
        .isEqualTo(412);
  }

  @Test
  void whatIsNotThereIsA404InGooglesForm() throws Exception {
    Rest.Reply noObject = rest.get(OBJECTS + "/none");
    assertThat(noObject.status()).isEqualTo(404);
    assertThat(noObject.json().get("error").get("message").string())
        .isEqualTo("No such object: box/none");
    assertThat(rest.get("/storage/v1/b/none/o/a").json().get("error").get("message").string())
        .isEqualTo("The specified bucket does not exist.");
    assertThat(rest.get("/box/none").text()).contains("<Code>NoSuchKey</Code>");
    assertThat(gcs.content("box", "none")).isNull();
    assertThat(gcs.names("none")).isEmpty();
    assertThat(gcs.bucket("none")).isNull();
  }

  @Test
  void aMultipartUploadCarriesTheResourceAndItsDigestsAreChecked() throws Exception {
    assertThat(multipart("{\"name\":\"m\",\"crc32c\":\"mnG7TA==\"}", "hello").status())
        .isEqualTo(200);
    assertThat(gcs.content("box", "m")).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    Rest.Reply damaged = multipart("{\"name\":\"n\",\"crc32c\":\"mnG7TA==\"}", "hullo");
    assertThat(damaged.status()).isEqualTo(400);
    assertThat(damaged.json().get("error").get("message").string()).contains("CRC32C");
    assertThat(gcs.names("box")).containsExactly("m");
  }

  @Test
  void aResumableUploadGoesOnWhereItStopped() throws Exception {
    Rest.Reply begun =
        rest.call(
            "POST",
            "/upload/storage/v1/b/box/o?uploadType=resumable&ifGenerationMatch=0",
            "{\"name\":\"r\"}");
    String session = begun.header("Location");

    assertThat(put(session, "hel", "bytes 0-2/*").status()).isEqualTo(308);
    Rest.Reply asked = put(session, "", "bytes */*");
    assertThat(asked.status()).isEqualTo(308);
    assertThat(asked.header("Range")).isEqualTo("bytes=0-2");
    assertThat(gcs.names("box")).as("before the last piece").isEmpty();
    Rest.Reply done = put(session, "lo", "bytes 3-4/5");
    assertThat(done.status()).isEqualTo(200);
    assertThat(put(session, "", "bytes */5").json().get("generation").string())
        .as("asked again after a lost answer")
        .isEqualTo(done.json().get("generation").string());
    assertThat(gcs.content("box", "r")).asString(StandardCharsets.UTF_8).isEqualTo("hello");
  }

  @Test
  void theLastPieceMayCarryTheDigestOfTheWhole() throws Exception {
    String begin = "/upload/storage/v1/b/box/o?uploadType=resumable&name=r";
    String session = rest.call("POST", begin, "").header("Location");
    String[] headers = {"Content-Range", "bytes 0-4/5", "X-Goog-Hash", "crc32c=mnG7TA=="};

    assertThat(rest.call("PUT", session, "hullo", headers).status()).isEqualTo(400);
    assertThat(gcs.names("box")).isEmpty();
    session = rest.call("POST", begin, "").header("Location");
    assertThat(rest.call("PUT", session, "hello", headers).status()).isEqualTo(200);
  }

  @Test
  void aLongGetMayComeAsAPost() throws Exception {
    write("a", "1");
    write("b", "2");

    Rest.Reply listed =
        rest.call(
            "POST", OBJECTS, "startOffset=b&fields=items(name)", "X-HTTP-Method-Override", "GET");
    assertThat(listed.text()).isEqualTo("{\"items\":[{\"name\":\"b\"}]}");
  }

  @Test
  void preconditionsOfAResumableUploadAreJudgedAtItsEnd() throws Exception {
    String session =
        rest.call(
                "POST",
                "/upload/storage/v1/b/box/o?uploadType=resumable&ifGenerationMatch=0&name=r",
                "")
            .header("Location");
    write("r", "in between");

    assertThat(put(session, "late", "bytes 0-3/4").status()).isEqualTo(412);
    assertThat(gcs.content("box", "r")).asString(StandardCharsets.UTF_8).isEqualTo("in between");
  }

  @Test
  void listingsComeInPagesWithPrefixesAndFields() throws Exception {
    for (String name : List.of("a", "d%2Fa", "d%2Fb", "e", "f")) {
      write(name, name);
    }
    gcs.limitPages(2);

    JsonView first = rest.get(OBJECTS + "?delimiter=/").json();
    assertThat(first.get("items").items()).hasSize(1);
    assertThat(first.get("prefixes").items().get(0).string()).isEqualTo("d/");
    JsonView second =
        rest.get(
                OBJECTS
                    + "?delimiter=/&fields=items(name),nextPageToken&pageToken="
                    + first.get("nextPageToken").string())
            .json();
    assertThat(second.value())
        .isEqualTo(
            java.util.Map.of(
                "items", List.of(java.util.Map.of("name", "e"), java.util.Map.of("name", "f"))));
    assertThat(rest.get(OBJECTS + "?prefix=d/&startOffset=d/b").json().get("items").items())
        .hasSize(1);
    assertThat(rest.get(OBJECTS + "?delimiter=/&pageToken=").json().value())
        .as("the first page by an empty token")
        .isEqualTo(first.value());
  }

  @Test
  void aBucketWithVersioningKeepsWhatWasReplaced() throws Exception {
    rest.call("PATCH", "/storage/v1/b/box", "{\"versioning\":{\"enabled\":true}}");
    String first = write("a", "1").json().get("generation").string();
    write("a", "2");
    rest.call("DELETE", OBJECTS + "/a", "");

    assertThat(gcs.names("box")).isEmpty();
    assertThat(rest.get(OBJECTS + "/a?alt=media&generation=" + first).text()).isEqualTo("1");
    gcs.limitPages(1);
    JsonView page = rest.get(OBJECTS + "?versions=true").json();
    assertThat(page.get("items").items().get(0).get("generation").string()).isEqualTo(first);
    JsonView next =
        rest.get(OBJECTS + "?versions=true&pageToken=" + page.get("nextPageToken").string()).json();
    assertThat(next.get("items").items()).hasSize(1);
    assertThat(next.has("nextPageToken")).isFalse();
    assertThat(rest.call("DELETE", OBJECTS + "/a?generation=" + first, "").status()).isEqualTo(204);
    assertThat(rest.get(OBJECTS + "/a?generation=" + first).status()).isEqualTo(404);
  }

  @Test
  void objectsAreCopiedAndJoined() throws Exception {
    write("a", "1");
    write("b", "2");
    JsonView copied =
        rest.call("POST", OBJECTS + "/a/rewriteTo/b/box/o/c%2Fd?ifGenerationMatch=0", "").json();
    assertThat(copied.get("done").flag(false)).isTrue();
    rest.call(
        "POST",
        OBJECTS + "/all/compose",
        "{\"sourceObjects\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c/d\"}]}");
    assertThat(gcs.content("box", "all")).asString(StandardCharsets.UTF_8).isEqualTo("121");
  }

  @Test
  void bucketsAreMadeOnceAndDeletedWhenEmpty() throws Exception {
    assertThat(rest.call("POST", "/storage/v1/b?project=p", "{\"name\":\"two\"}").status())
        .isEqualTo(200);
    assertThat(rest.call("POST", "/storage/v1/b?project=p", "{\"name\":\"two\"}").status())
        .isEqualTo(409);
    assertThat(gcs.buckets()).containsExactly("box", "two");
    assertThat(rest.call("DELETE", "/storage/v1/b/two", "").status()).isEqualTo(204);
    write("a", "1");
    assertThat(rest.call("DELETE", "/storage/v1/b/box", "").status()).isEqualTo(409);
    assertThatThrownBy(() -> gcs.createBucket("box"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("box")
        .hasMessageContaining("you already own it");
  }

  @Test
  void faultsComeOnceEachAndToTheRequestsTheyAreMeantFor() throws Exception {
    gcs.failNext(GcsFault.UNAVAILABLE, GcsRequest::changes);
    gcs.failNext(GcsFault.UNAVAILABLE_AFTERWARDS, GcsRequest::changes);
    gcs.failNext(GcsFault.RESET_AFTERWARDS, GcsRequest::changes);

    assertThat(rest.get(OBJECTS).status()).isEqualTo(200);
    assertThat(write("a", "1").status()).isEqualTo(503);
    assertThat(gcs.names("box")).isEmpty();
    assertThat(write("a", "1").status()).isEqualTo(503);
    assertThat(gcs.names("box")).containsExactly("a");
    assertThatThrownBy(() -> write("b", "1")).isInstanceOf(IOException.class);
    assertThat(gcs.names("box")).containsExactly("a", "b");
    gcs.failNext(GcsFault.CUT, request -> !request.changes());
    assertThatThrownBy(() -> rest.get(OBJECTS + "/a")).isInstanceOf(IOException.class);
    assertThat(rest.get(OBJECTS + "/a").status()).isEqualTo(200);
    assertThat(gcs.requests()).filteredOn(GcsRequest::changes).hasSize(3);
  }

  private Rest.Reply write(String name, String content) throws Exception {
    return rest.call("POST", MEDIA + name, content);
  }

  private Rest.Reply multipart(String resource, String content) throws Exception {
    return rest.call(
        "POST",
        "/upload/storage/v1/b/box/o?uploadType=multipart",
        "--xx\r\nContent-Type: application/json\r\n\r\n"
            + resource
            + "\r\n--xx\r\nContent-Type: text/plain\r\n\r\n"
            + content
            + "\r\n--xx--\r\n",
        "Content-Type",
        "multipart/related; boundary=xx");
  }

  private Rest.Reply put(String session, String body, String range) throws Exception {
    return rest.call("PUT", session, body, "Content-Range", range);
  }
}
