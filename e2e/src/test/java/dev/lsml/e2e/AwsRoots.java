// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import dev.lsml.aws.store.S3StoreProvider;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.deploy.terraform.PlannedChanges;
import dev.lsml.e2e.parts.AwsProvider;
import dev.lsml.e2e.parts.MotoServer;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Terraform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Both roots of {@code terraform/aws} with the real provider, an AWS of their own, and their state
 * in its bucket.
 */
final class AwsRoots implements AutoCloseable {
  /** The account that there is with Moto. */
  static final String ACCOUNT = "123456789012";

  static final String REGION = "eu-central-1";

  /** The bucket that remote state needs before there is any. */
  static final String STATE_BUCKET = "reviews-123456789012-eu-central-1-state";

  static final String MODEL_BUCKET = "reviews-123456789012-eu-central-1-models";

  private final MotoServer moto;
  private final Terraform bootstrap;
  private final Terraform service;

  private AwsRoots(MotoServer moto, Terraform bootstrap, Terraform service) {
    this.moto = moto;
    this.bootstrap = bootstrap;
    this.service = service;
  }

  /** Starts an AWS that has nothing but the state bucket with two zips, and prepares both roots. */
  static AwsRoots start(Path folder) throws Exception {
    AwsProvider provider = Parts.need("aws-provider", AwsProvider::find);
    MotoServer moto = Parts.need("moto", () -> MotoServer.start(folder));
    try {
      moto.createBucket(STATE_BUCKET);
      try (ObjectStore bucket = store(moto, STATE_BUCKET)) {
        for (char digit : new char[] {'a', 'b'}) {
          bucket.put(
              new ObjectKey(zip(digit).substring(("s3://" + STATE_BUCKET + "/").length())),
              new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
              Condition.absent());
        }
      }
      Map<String, String> environment = new LinkedHashMap<>(provider.environment(folder));
      environment.putAll(moto.environment());
      AwsRoots roots =
          new AwsRoots(
              moto,
              root("terraform/aws/bootstrap", folder.resolve("bootstrap"), environment),
              root("terraform/aws/service", folder.resolve("service"), environment));
      init(roots.bootstrap, "lsml/bootstrap.tfstate");
      init(roots.service, "lsml/service.tfstate");
      return roots;
    } catch (Throwable e) {
      moto.close();
      throw e;
    }
  }

  private static Terraform root(String root, Path folder, Map<String, String> environment)
      throws Exception {
    return Parts.need("terraform", () -> Terraform.of(root, folder, environment));
  }

  private static void init(Terraform root, String key) throws Exception {
    root.must(
        Map.of(),
        "init",
        "-no-color",
        "-backend-config=bucket=" + STATE_BUCKET,
        "-backend-config=key=" + key,
        "-backend-config=region=" + REGION,
        "-backend-config=use_lockfile=true");
  }

  private static ObjectStore store(MotoServer moto, String bucket) {
    return new S3StoreProvider().store(URI.create("s3://" + bucket), moto.environment());
  }

  /** The root that comes first. */
  Terraform bootstrap() {
    return bootstrap;
  }

  /** The root with both functions. */
  Terraform service() {
    return service;
  }

  /** What the bootstrap root is told. */
  static Map<String, String> bootstrapVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("account", ACCOUNT);
    variables.put("region", REGION);
    variables.put("service", "reviews");
    variables.put("repository", "reviews");
    variables.put("state_bucket", STATE_BUCKET);
    variables.put("model_bucket", MODEL_BUCKET);
    return variables;
  }

  /**
   * What the service root is told, the secrets among it.
   *
   * @param digit names one of two zips, {@code a} or {@code b}
   */
  static Map<String, String> serviceVariables(char digit) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("account", ACCOUNT);
    variables.put("region", REGION);
    variables.put("service", "reviews");
    variables.put("artifact", zip(digit));
    variables.put("model_bucket", MODEL_BUCKET);
    variables.put("label_studio_url", "https://label-studio.example.com");
    variables.put("label_studio_api_key", "sesame-key");
    variables.put("basic_auth_pass", "sesame-password-0");
    variables.put("webhook_secret", "sesame-webhook-00");
    return variables;
  }

  /** A zip whose digest is of one digit repeated. */
  static String zip(char digit) {
    return "s3://" + STATE_BUCKET + "/code/" + String.valueOf(digit).repeat(64) + ".zip";
  }

  /** An object as text, empty when there is none. */
  String content(String bucket, String key) throws Exception {
    try (ObjectStore store = store(moto, bucket)) {
      var object = store.get(new ObjectKey(key));
      return object == null ? "" : new String(object.bytes(), StandardCharsets.UTF_8);
    }
  }

  /** Puts an object there that was not there. */
  void put(String bucket, String key, String text) throws Exception {
    try (ObjectStore store = store(moto, bucket)) {
      store.put(new ObjectKey(key), text.getBytes(StandardCharsets.UTF_8), Condition.absent());
    }
  }

  /** What a plan would do, a line for each thing. */
  static PlannedChanges changes(Terraform root, Map<String, String> variables) throws Exception {
    root.must(variables, "plan", "-no-color", "-out=tfplan");
    return PlannedChanges.of(
        JsonView.of(Json.read(root.must(Map.of(), "show", "-json", "tfplan").output())));
  }

  /** Everything that bears the service's tag, sorted: services with names, without account. */
  List<String> tagged() throws Exception {
    JsonView answer =
        moto.call(
            "tagging",
            "ResourceGroupsTaggingAPI_20170126.GetResources",
            Map.of(
                "TagFilters",
                List.of(Map.of("Key", "lsml-service", "Values", List.of("reviews")))));
    return answer.get("ResourceTagMappingList").items().stream()
        .map(one -> one.get("ResourceARN").string())
        .map(arn -> arn.split(":", 6)[2] + " " + arn.split(":", 6)[5])
        .sorted()
        .toList();
  }

  /** The value of a secret as it is now. */
  String secret(String name) throws Exception {
    return moto.call("secretsmanager", "secretsmanager.GetSecretValue", Map.of("SecretId", name))
        .get("SecretString")
        .string();
  }

  @Override
  public void close() {
    moto.close();
  }
}
