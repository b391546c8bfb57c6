// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.AwsApi;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stand-in for Lambda does what the rehearsal of a deployment relies on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaStageIT {
  private static final String FUNCTIONS = "/2015-03-31/functions";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private LambdaWorld world;
  private AwsApi api;
  private String role = "";

  @BeforeAll
  void start() throws Exception {
    world = LambdaWorld.start(Folders.fresh(getClass()));
    api = world.api();
    world.moto().createBucket("packages");
    api.put("packages", "code.zip", zip());
    api.rest(
            "iam",
            "POST",
            "/?Action=CreateRole&RoleName=serve&AssumeRolePolicyDocument=%7B%7D&Version=2010-05-08",
            null)
        .expect(200);
    role = "arn:aws:iam::" + LambdaWorld.ACCOUNT + ":role/serve";
  }

  @AfterAll
  void nothingIsLeft() throws Exception {
    if (world != null) {
      world.stage().close();
      assertThat(world.containers().alive()).as("containers after the end").isEmpty();
      world.close();
    }
  }

  @Test
  void aFunctionRunsAsItWasApplied() throws Exception {
    create("all", Map.of("GREETING", "hello"), Map.of("MemorySize", 512, "Timeout", 7));
    URI url = publish("all", "live");
    assertThat(get(url, "/env/GREETING")).isEqualTo("hello");
    assertThat(get(url, "/env/AWS_LAMBDA_FUNCTION_VERSION")).isEqualTo("1");
    assertThat(get(url, "/env/AWS_ENDPOINT_URL")).isEqualTo(api.url());
    assertThat(get(url, "/env/HOME")).isNotEqualTo(System.getenv("HOME"));
    String[] context = get(url, "/context").split(" ");
    assertThat(context[0]).endsWith(":function:all:live");
    assertThat(context[1] + " " + context[2]).isEqualTo("1 512");
    assertThat(Integer.parseInt(context[3])).as("milliseconds left").isBetween(1, 7000);
    assertThat(get(url, "/machine")).isEqualTo("1 993 false true");
    Container container = world.stage().history("all").keySet().iterator().next();
    assertThat(container.inspect("{{.HostConfig.Memory}}")).isEqualTo(Long.toString(512L << 20));
    assertThat(Long.parseLong(container.inspect("{{.HostConfig.NanoCpus}}")))
        .as("billionths of a processor for 512 of 1769 MB")
        .isBetween(288_000_000L, 290_000_000L);
    assertThat(world.stage().history("all")).as("instances for all of this").hasSize(1);
  }

  @Test
  void requestsBecomeEventsAndAnswersPassUnchanged() throws Exception {
    create("echo", Map.of(), Map.of());
    URI url = publish("echo", "live");
    Reply reply =
        Http.call(
            "POST",
            url.resolve("/echo?a=%2F&b=2"),
            Map.of("X-Said", "c", "Content-Type", "application/json"),
            "{}");
    assertThat(reply.status()).isEqualTo(418);
    assertThat(reply.header("X-Said")).isEqualTo("a, b");
    JsonView event = reply.json();
    assertThat(event.get("rawQueryString").string()).isEqualTo("a=%2F&b=2");
    assertThat(event.get("headers").get("x-said").string()).isEqualTo("c");
    assertThat(event.get("body").string()).isEqualTo("{}");
    Reply tooLarge = Http.call("POST", url.resolve("/echo"), Map.of(), "x".repeat(7 << 20));
    assertThat(tooLarge.status()).isEqualTo(413);
  }

  @Test
  void betweenTwoEventsAnInstanceStandsStill() throws Exception {
    create("idle", Map.of(), Map.of());
    URI url = publish("idle", "live");
    get(url, "/events");
    Container container = world.stage().history("idle").keySet().iterator().next();
    Await.until("it stands still", LIMIT, container::isFrozen, frozen -> frozen);
    assertThat(get(url, "/events")).isEqualTo("2");
    Await.until("it stands still again", LIMIT, container::isFrozen, frozen -> frozen);
  }

  @Test
  void whatFailsIsToldAndTheInstanceServesOnIfItCan() throws Exception {
    create("fails", Map.of(), Map.of("Timeout", 10));
    URI url = publish("fails", "live");
    assertThat(call(url, "/throw").status()).isEqualTo(502);
    assertThat(get(url, "/events")).isEqualTo("2");
    assertThat(world.stage().history("fails")).hasSize(1);

    assertThat(call(url, "/exit").status()).isEqualTo(502);
    assertThat(get(url, "/events")).as("of a new instance").isEqualTo("1");
    assertThat(call(url, "/meet").status()).isEqualTo(504);
    assertThat(get(url, "/events")).as("of a new instance").isEqualTo("1");
    assertThat(world.stage().history("fails")).hasSize(3);
    assertThat(call(url, "/large").status()).isEqualTo(502);
    assertThat(logged("fails"))
        .anyMatch(line -> line.contains("Task timed out after 10.00 seconds"))
        .anyMatch(line -> line.contains("thrown on purpose"));

    create("broken", Map.of("BROKEN", "yes"), Map.of());
    assertThat(call(publish("broken", "live"), "/events").status()).isEqualTo(502);
    assertThat(logged("broken")).anyMatch(line -> line.contains("broken on purpose"));
  }

  @Test
  void eventsAtATimeHaveInstancesOfTheirOwnUpToTheLimit() throws Exception {
    create("many", Map.of(), Map.of("Timeout", 20));
    URI url = publish("many", "live");
    api.rest(
            "lambda",
            "PUT",
            "/2017-10-31/functions/many/concurrency",
            "{\"ReservedConcurrentExecutions\":2}")
        .expect(200);
    List<CompletableFuture<Integer>> two = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      two.add(CompletableFuture.supplyAsync(() -> call(url, "/meet").status()));
    }
    Await.until(
        "two are started", LIMIT, () -> world.stage().history("many").size(), size -> size == 2);
    assertThat(call(url, "/events").status()).as("of a third at the same time").isEqualTo(429);
    for (CompletableFuture<Integer> one : two) {
      assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo(504);
    }
    assertThat(get(url, "/events")).isEqualTo("1");
  }

  @Test
  void anAliasNamesWhatItsUrlServes() throws Exception {
    create("versions", Map.of("EDITION", "first"), Map.of());
    URI live = publish("versions", "live");
    assertThat(get(live, "/env/EDITION")).isEqualTo("first");
    change("versions", Map.of("Environment", Map.of("Variables", Map.of("EDITION", "second"))));
    assertThat(get(live, "/env/EDITION")).isEqualTo("first");
    URI candidate = publish("versions", "candidate");
    assertThat(candidate).isNotEqualTo(live);
    assertThat(get(live, "/env/EDITION")).isEqualTo("first");
    assertThat(get(candidate, "/env/EDITION")).isEqualTo("second");
    api.rest("lambda", "PUT", FUNCTIONS + "/versions/aliases/live", "{\"FunctionVersion\":\"2\"}");
    assertThat(get(live, "/env/EDITION")).isEqualTo("second");
    assertThat(get(live, "/context")).contains(":function:versions:live 2 ");

    api.rest("lambda", "DELETE", FUNCTIONS + "/versions/url?Qualifier=candidate", null).expect(204);
    api.rest("lambda", "DELETE", FUNCTIONS + "/versions", null).expect(204);
    assertThat(world.stage().history("versions")).isEmpty();
  }

  @Test
  void aSnapshotsHooksRunAndKeysComeFromTheirEndpoint() throws Exception {
    create("snap", Map.of(), Map.of("SnapStart", Map.of("ApplyOn", "PublishedVersions")));
    URI url = publish("snap", "live");
    assertThat(get(url, "/env/AWS_LAMBDA_INITIALIZATION_TYPE")).isEqualTo("snap-start");
    assertThat(get(url, "/env/AWS_ACCESS_KEY_ID")).isEqualTo("null");
    assertThat(world.stage().instances("snap")).allMatch(Instance::isRestored).hasSize(1);
    URI keys = URI.create(get(url, "/env/AWS_CONTAINER_CREDENTIALS_FULL_URI"));
    assertThat(Http.call("GET", keys, Map.of(), null).status()).isEqualTo(403);
    String token = get(url, "/env/AWS_CONTAINER_AUTHORIZATION_TOKEN");
    JsonView told = Http.call("GET", keys, Map.of("Authorization", token), null).json();
    assertThat(told.get("AccessKeyId").string()).startsWith("ASIA");
    Map<String, Object> snapStart =
        Map.of("ApplyOn", "PublishedVersions", "OptimizationStatus", "On");
    assertThat(configuration("snap", "1").get("SnapStart").value()).isEqualTo(snapStart);
  }

  @Test
  void messagesAreWorkedOffInTheOrderOfTheirGroup() throws Exception {
    create("queued", Map.of(), Map.of("Timeout", 20));
    String dead = queue("queued-failed.fifo", Map.of());
    String queue =
        queue(
            "queued.fifo",
            Map.of(
                "VisibilityTimeout",
                "20",
                "RedrivePolicy",
                Json.text(
                    Map.of(
                        "deadLetterTargetArn", arn("queued-failed.fifo"), "maxReceiveCount", 2))));
    Map<String, Object> mapping =
        Map.of(
            "EventSourceArn",
            arn("queued.fifo"),
            "FunctionName",
            "queued",
            "BatchSize",
            1,
            "FunctionResponseTypes",
            List.of("ReportBatchItemFailures"));
    Reply made =
        api.rest("lambda", "POST", "/2015-03-31/event-source-mappings/", Json.text(mapping));
    assertThat(made.json().get("State").string()).isEqualTo("Enabled");
    for (String body : List.of("one", "two", "three")) {
      send(queue, "a", body);
    }
    Await.until(
        "three messages were worked off", LIMIT, () -> bodies("queued"), all -> all.size() == 3);
    assertThat(bodies("queued")).containsExactly("one", "two", "three");
    assertThat(count(queue)).as("messages left").isEqualTo("0 0");

    api.call(
        "sqs",
        "AmazonSQS.SetQueueAttributes",
        Map.of("QueueUrl", queue, "Attributes", Map.of("VisibilityTimeout", "5")));
    send(queue, "b", "again");
    send(queue, "b", "after it");
    Await.until("the next is worked off", LIMIT, () -> bodies("queued"), all -> all.size() == 6);
    assertThat(bodies("queued").subList(3, 6)).containsExactly("again", "again", "after it");
    JsonView put =
        api.call("sqs", "AmazonSQS.ReceiveMessage", Map.of("QueueUrl", dead)).get("Messages");
    assertThat(put.items()).extracting(m -> m.get("Body").string()).containsExactly("again");
  }

  @Test
  void aQueueThatShowsMessagesTooSoonIsRefused() throws Exception {
    create("slow", Map.of(), Map.of("Timeout", 60));
    queue("slow.fifo", Map.of("VisibilityTimeout", "59"));
    Reply refused =
        api.rest(
            "lambda",
            "POST",
            "/2015-03-31/event-source-mappings/",
            Json.text(Map.of("EventSourceArn", arn("slow.fifo"), "FunctionName", "slow")));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .contains("Queue visibility timeout: 59 seconds is less than Function timeout: 60 seconds");
  }

  private void create(String name, Map<String, String> environment, Map<String, Object> more)
      throws Exception {
    Map<String, Object> function = new HashMap<>();
    function.put("FunctionName", name);
    function.put("Role", role);
    function.put("Runtime", "java21");
    function.put("Handler", StageFunction.class.getName() + "::handleRequest");
    function.put("Code", Map.of("S3Bucket", "packages", "S3Key", "code.zip"));
    function.put("MemorySize", 512);
    function.put("Environment", Map.of("Variables", environment));
    function.putAll(more);
    api.rest("lambda", "POST", FUNCTIONS, Json.text(function)).expect(201);
    api.call("logs", "Logs_20140328.CreateLogGroup", Map.of("logGroupName", "/aws/lambda/" + name));
  }

  private void change(String name, Map<String, Object> settings) throws Exception {
    api.rest("lambda", "PUT", FUNCTIONS + "/" + name + "/configuration", Json.text(settings))
        .expect(200);
  }

  /** Publishes a version, and has an alias with a URL name it. */
  private URI publish(String name, String alias) throws Exception {
    JsonView version =
        api.rest("lambda", "POST", FUNCTIONS + "/" + name + "/versions", "{}").expect(201).json();
    api.rest(
            "lambda",
            "POST",
            FUNCTIONS + "/" + name + "/aliases",
            Json.text(Map.of("Name", alias, "FunctionVersion", version.get("Version").string())))
        .expect(201);
    return URI.create(
        api.rest(
                "lambda",
                "POST",
                "/2021-10-31/functions/" + name + "/url?Qualifier=" + alias,
                "{\"AuthType\":\"NONE\"}")
            .expect(201)
            .json()
            .get("FunctionUrl")
            .string());
  }

  private JsonView configuration(String name, String version) throws Exception {
    String path = FUNCTIONS + "/" + name + "/configuration?Qualifier=" + version;
    return api.rest("lambda", "GET", path, null).expect(200).json();
  }

  private String queue(String name, Map<String, String> attributes) throws Exception {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FifoQueue", "true");
    return api.call("sqs", "AmazonSQS.CreateQueue", Map.of("QueueName", name, "Attributes", all))
        .get("QueueUrl")
        .string();
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:" + AwsApi.REGION + ":" + LambdaWorld.ACCOUNT + ":" + queue;
  }

  private void send(String queue, String group, String body) throws Exception {
    api.call(
        "sqs",
        "AmazonSQS.SendMessage",
        Map.of(
            "QueueUrl",
            queue,
            "MessageBody",
            body,
            "MessageGroupId",
            group,
            "MessageDeduplicationId",
            group + body));
  }

  private List<String> bodies(String function) {
    return world.poller().deliveries().stream()
        .filter(delivery -> delivery.function().equals(function))
        .flatMap(delivery -> delivery.bodies().stream())
        .toList();
  }

  private String count(String queue) throws Exception {
    JsonView attributes =
        api.call(
                "sqs",
                "AmazonSQS.GetQueueAttributes",
                Map.of("QueueUrl", queue, "AttributeNames", List.of("All")))
            .get("Attributes");
    return attributes.get("ApproximateNumberOfMessages").string()
        + " "
        + attributes.get("ApproximateNumberOfMessagesNotVisible").string();
  }

  private List<String> logged(String function) throws Exception {
    return api
        .call(
            "logs",
            "Logs_20140328.FilterLogEvents",
            Map.of("logGroupName", "/aws/lambda/" + function))
        .get("events")
        .items()
        .stream()
        .map(event -> event.get("message").string())
        .toList();
  }

  private static String get(URI url, String path) {
    Reply reply = call(url, path);
    return reply.expect(200).text();
  }

  private static Reply call(URI url, String path) {
    try {
      return Http.call("GET", url.resolve(path), Map.of(), null);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] zip() throws Exception {
    String name = StageFunction.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        var content = StageFunction.class.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry(name));
      Objects.requireNonNull(content).transferTo(zip);
    }
    return bytes.toByteArray();
  }
}
