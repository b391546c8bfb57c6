// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import dev.lsml.e2e.parts.MissingPart;
import dev.lsml.e2e.parts.Terraform;
import dev.lsml.testkit.gcs.FakeGcs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Both roots of {@code terraform/gcp} with a Google of their own and their state in its bucket. */
public final class GcpRoots implements AutoCloseable {
  /** The bucket that remote state needs before there is any. */
  public static final String STATE_BUCKET = "acme-reviews-state";

  private static final String MODEL_BUCKET = "acme-reviews-models";

  private final FakeGcs gcs;
  private final StandInGoogle google;
  private final Terraform bootstrap;
  private final Terraform service;

  private GcpRoots(FakeGcs gcs, StandInGoogle google, Terraform bootstrap, Terraform service) {
    this.gcs = gcs;
    this.google = google;
    this.bootstrap = bootstrap;
    this.service = service;
  }

  /**
   * Starts a Google that has nothing but the state bucket.
   *
   * @param control makes what is applied real, beside the buckets
   * @throws MissingPart when there is no usable {@code terraform}
   */
  public static GcpRoots start(Path folder, GoogleControl control)
      throws IOException, InterruptedException, MissingPart {
    FakeGcs gcs = FakeGcs.start();
    StandInGoogle google = StandInGoogle.start(new GcsBuckets(gcs.url()).and(control));
    try {
      gcs.createBucket(STATE_BUCKET);
      Map<String, String> environment = new LinkedHashMap<>(google.environment());
      environment.put("GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", gcs.url() + "/storage/v1/");
      environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", "a-token");
      return new GcpRoots(
          gcs,
          google,
          Terraform.of("terraform/gcp/bootstrap", folder.resolve("bootstrap"), environment),
          Terraform.of("terraform/gcp/service", folder.resolve("service"), environment));
    } catch (IOException | MissingPart | RuntimeException e) {
      google.close();
      gcs.close();
      throw e;
    }
  }

  /** The Google that it talks to. */
  public StandInGoogle google() {
    return google;
  }

  /** Where both buckets are. */
  public FakeGcs gcs() {
    return gcs;
  }

  /** The root that comes first. */
  public Terraform bootstrap() {
    return bootstrap;
  }

  /** The root with service and job. */
  public Terraform service() {
    return service;
  }

  /** Prepares both roots for their remote state. */
  public GcpRoots init() throws IOException, InterruptedException {
    init(bootstrap, "lsml/bootstrap");
    init(service, "lsml/service");
    return this;
  }

  private static void init(Terraform root, String prefix) throws IOException, InterruptedException {
    root.must(
        Map.of(),
        "init",
        "-no-color",
        "-backend-config=bucket=" + STATE_BUCKET,
        "-backend-config=prefix=" + prefix);
  }

  /** What the bootstrap root is told. */
  public Map<String, String> bootstrapVariables() {
    return Map.of(
        "project", "acme",
        "region", "us-central1",
        "service", "reviews",
        "repository", "reviews",
        "state_bucket", STATE_BUCKET,
        "model_bucket", MODEL_BUCKET);
  }

  /**
   * What the service root is told, the secrets among it.
   *
   * @param image any one character; another one makes another digest
   */
  public Map<String, String> serviceVariables(char image) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("project", "acme");
    variables.put("region", "us-central1");
    variables.put("service", "reviews");
    variables.put("model_bucket", MODEL_BUCKET);
    variables.put("service_account_id", "reviews-run");
    variables.put("job", "reviews-train");
    variables.put("image", image(image));
    variables.put("label_studio_url", "https://label-studio.example.com");
    variables.put("label_studio_api_key", "sesame-key");
    variables.put("basic_auth_pass", "sesame-password-0");
    variables.put("webhook_secret", "sesame-webhook-00");
    return variables;
  }

  /** An image of a digest of one digit repeated. */
  public static String image(char digit) {
    return "us-central1-docker.pkg.dev/acme/reviews/reviews@sha256:"
        + String.valueOf(digit).repeat(64);
  }

  /** The state of the service root as it lies in its bucket. */
  public String serviceState() {
    byte[] state = gcs.content(STATE_BUCKET, "lsml/service/default.tfstate");
    return state == null ? "" : new String(state, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    google.close();
    gcs.close();
  }
}
