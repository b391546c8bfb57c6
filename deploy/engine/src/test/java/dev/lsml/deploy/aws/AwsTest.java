// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.amazon.FakeAws;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.Deployed;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsTest {
  private static final String STATE = "texts-123456789012-eu-central-1-state";
  private static final String CODE = "s3://" + STATE + "/code/";
  private static final String LIMITS = "GET /2016-08-19/account-settings";
  private static final String POLICY = "/2015-03-31/functions/texts/policy?Qualifier=live";

  private final FakeAws fake;

  AwsTest() throws Exception {
    fake = new FakeAws();
  }

  @BeforeEach
  void anOldAccount() {
    limits(1000, 900);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void whereAllIsWellNothingIsFound() {
    assertThat(aws("").check()).isEmpty();
    assertThat(fake.calls()).containsExactly("POST / GetCallerIdentity", LIMITS, "HEAD /" + STATE);
  }

  @Test
  void withoutCredentialsItIsToldHowToSignIn() {
    fake.withoutKeys("no AWS credentials found: Unable to load credentials from any provider");

    Aws aws = aws("");

    assertThat(aws.check())
        .extracting(Finding::problem, Finding::isError)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("There are no AWS credentials", true));
    assertThat(aws.check().get(0).remedy()).contains("aws sso login", "AWS_ACCESS_KEY_ID");
    assertThat(aws.target().title())
        .isEqualTo("texts on AWS Lambda (account account-not-known, region eu-central-1)");
  }

  @Test
  void anExpiredSignOnIsToldApart() {
    fake.withoutKeys("no AWS credentials found: The SSO session has expired or is invalid");

    assertThat(aws("").check())
        .extracting(Finding::toString)
        .containsExactly(
            "There are no AWS credentials: the single sign-on session of the profile has expired,"
                + " or was never begun. Sign in with: aws sso login --profile=NAME, and name that"
                + " profile in AWS_PROFILE");
  }

  @Test
  void expiredKeysAreToldApart() {
    fake.on(
        "POST / GetCallerIdentity",
        403,
        "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>The security token included in"
            + " the request is expired</Message></Error></ErrorResponse>");

    assertThat(aws("").check())
        .singleElement()
        .extracting(Finding::cause)
        .isEqualTo("the credentials have expired");
  }

  @Test
  void anotherAccountThanTheGuardedOneIsRefused() {
    assertThat(aws("999999999999").check())
        .extracting(Finding::toString)
        .containsExactly(
            "These are credentials of another account: arn:aws:iam::123456789012:user/ann is of"
                + " account 123456789012, and this deployment is for 999999999999. Sign in to the"
                + " right account, or name its profile in AWS_PROFILE; or correct -Daws.account=");
  }

  @Test
  void aNewAccountsFewExecutionsAreToldBeforehand() {
    limits(10, 10);

    List<Finding> findings = aws("", Map.of("max_concurrency", 5)).check();

    assertThat(findings).noneMatch(Finding::isError);
    assertThat(findings)
        .extracting(Finding::problem)
        .containsExactly(
            "Lambda answers only 10 requests at a time for this account",
            "There may not be 5 concurrent executions to reserve");
  }

  @Test
  void aDeniedActionIsNamedWithWhatToDo() {
    fake.refuse(
        LIMITS,
        403,
        "AccessDeniedException",
        "User: arn:x is not authorized to perform: lambda:GetAccountSettings because no policy"
            + " allows it");

    assertThat(aws("").check())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isFalse();
              assertThat(finding.cause()).startsWith("it denies lambda:GetAccountSettings: User:");
              assertThat(finding.remedy())
                  .startsWith(
                      "Ask whoever administers the account to allow lambda:GetAccountSettings;");
            });
  }

  @Test
  void aBucketOfSomeoneElseIsNotUsed() {
    fake.on("HEAD /" + STATE, 403, "");

    assertThat(aws("").check())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.problem())
                  .isEqualTo("The bucket " + STATE + " for Terraform's state cannot be used");
              assertThat(finding.remedy()).contains("-Daws.service=");
            });
  }

  @Test
  void theStatesBucketIsMadeClosedEncryptedAndWithVersions() {
    for (String what : List.of("", "?publicAccessBlock", "?versioning", "?encryption")) {
      fake.on("PUT /" + STATE + what, 200, "");
    }

    assertThat(aws("").makeStateStore()).isEqualTo("made");

    assertThat(fake.calls())
        .endsWith(
            "HEAD /" + STATE,
            "PUT /" + STATE,
            "PUT /" + STATE + "?publicAccessBlock",
            "PUT /" + STATE + "?versioning",
            "PUT /" + STATE + "?encryption");
    assertThat(fake.bodies())
        .anyMatch(body -> body.contains("<LocationConstraint>eu-central-1</LocationConstraint>"));
  }

  @Test
  void whatServesIsReadFromTheState() {
    state("\"serving_revision\":{\"value\":\"7\"},");

    Deployed deployed = aws("").deployed();

    assertThat(deployed).isNotNull();
    assertThat(deployed.liveRevision()).isEqualTo("7");
    assertThat(deployed.image()).isEqualTo(CODE + "a".repeat(64) + ".zip");
  }

  @Test
  void withoutAStateNothingServes() {
    assertThat(aws("").deployed()).isNull();
    assertThat(aws("").hasState()).isFalse();
  }

  @Test
  void whatAVersionRunsIsNamedByTheDigestThatLambdaKnows() {
    fake.on(
        "GET /2015-03-31/functions/texts?Qualifier=7",
        200,
        "{\"Configuration\":{\"CodeSha256\":\"" + "q".repeat(42) + "o=" + "\"},\"Code\":{}}");
    fake.on(
        "GET /2015-03-31/functions/texts?Qualifier=8",
        200,
        "{\"Configuration\":{},\"Code\":{\"ResolvedImageUri\":\"host/texts@sha256:ab\"}}");

    assertThat(aws("").imageOf("7")).matches(CODE + "[0-9a-f]{64}\\.zip").contains("aaaaaaaa");
    assertThat(aws("").imageOf("8")).isEqualTo("host/texts@sha256:ab");
    assertThat(aws("").imageOf("9")).isNull();
  }

  @Test
  void callersAreLetInByTheUrlOnlyAndOnlyOnce() {
    fake.on("POST " + POLICY, 201, "{}");

    aws("").admitCallers(deployed());

    assertThat(fake.bodies())
        .contains(
            "{\"StatementId\":\"FunctionURLAllowInvokeAction\",\"Action\":\"lambda:InvokeFunction\","
                + "\"Principal\":\"*\",\"InvokedViaFunctionUrl\":true}");

    fake.on(
        "GET " + POLICY,
        200,
        "{\"Policy\":\"{\\\"Statement\\\":[{\\\"Action\\\":\\\"lambda:InvokeFunction\\\","
            + "\\\"Condition\\\":{\\\"Bool\\\":{\\\"lambda:InvokedViaFunctionUrl\\\":\\\"true\\\"}}}"
            + "]}\"}");
    int before = fake.calls().size();
    aws("").admitCallers(deployed());

    assertThat(fake.calls().subList(before, fake.calls().size()))
        .containsExactly(
            "POST / GetCallerIdentity",
            "GET " + POLICY,
            "GET /2015-03-31/functions/texts/configuration?Qualifier=live");
  }

  @Test
  void secretsThatThereAreStayAndTheRestOfTheVariablesIsPlain() {
    fake.on("POST / secretsmanager.GetSecretValue", 200, "{\"SecretString\":\"kept-for-ever\"}");
    Aws aws = aws("");

    Access access = aws.access(null);
    TerraformVariables variables = aws.serviceVariables(CODE + "x.zip", "7", access, true);

    assertThat(access.password()).isEqualTo("kept-for-ever");
    assertThat(access.version()).isEqualTo(2); // Label Studio's key is another one now
    assertThat(variables.plain())
        .containsEntry("artifact", CODE + "x.zip")
        .containsEntry("account", "123456789012")
        .containsEntry("serving_revision", "7")
        .containsEntry("label_studio_url", "https://ls.example.com")
        .doesNotContainValue("kept-for-ever");
  }

  @Test
  void aSecretThatMayNotBeReadIsToldByItsAction() {
    fake.refuse("POST / secretsmanager.GetSecretValue", 400, "AccessDeniedException", "not today");

    assertThatThrownBy(() -> aws("").access(null))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith(
            "AWS does not let us read the secret texts/basic-auth-pass: it denies"
                + " secretsmanager:GetSecretValue: not today. Ask whoever administers the account");
  }

  @Test
  void aDestroyNeedsNoSecretAndNoLabelStudio() {
    state("");

    TerraformVariables variables = aws("").variablesToDestroy();

    assertThat(variables.plain())
        .containsEntry("artifact", CODE + "a".repeat(64) + ".zip")
        .containsEntry("label_studio_url", "https://old.example.com")
        .containsEntry("serving_revision", "");
    assertThat(variables.secret())
        .containsOnlyKeys("basic_auth_pass", "webhook_secret", "label_studio_api_key");
  }

  private static Deployed deployed() {
    return new Deployed("a", "r", "https://u", null, "i", "7", "", 1, "models");
  }

  private void limits(int all, int free) {
    fake.on(
        LIMITS,
        200,
        "{\"AccountLimit\":{\"ConcurrentExecutions\":"
            + all
            + ",\"UnreservedConcurrentExecutions\":"
            + free
            + "}}");
  }

  private void state(String further) {
    String code = "\"s3_bucket\":\"" + STATE + "\",\"s3_key\":\"code/" + "a".repeat(64) + ".zip\"";
    fake.on(
        "GET /" + STATE + "/lsml/service.tfstate",
        200,
        "{\"version\":4,\"outputs\":{"
            + further
            + "\"endpoint_url\":{\"value\":\"https://u.on.aws\"},\"revision\":{\"value\":\"8\"},"
            + "\"image\":{\"value\":\""
            + CODE
            + "a".repeat(64)
            + ".zip\"}},\"resources\":[{\"type\":\"aws_lambda_function\",\"instances\":["
            + "{\"attributes\":{"
            + code
            + ",\"image_uri\":\"\",\"environment\":[{\"variables\":{\"LABEL_STUDIO_URL\":"
            + "\"https://old.example.com\"}}]}}]}]}");
  }

  private Aws aws(String account) {
    return aws(account, Map.of());
  }

  private Aws aws(String account, Map<String, Object> sizes) {
    AwsSettings settings = new AwsSettings(account, FakeAws.REGION, "texts", "", sizes, Map.of());
    AwsPlace place =
        new AwsPlace(
            settings, AwsCaller.find(settings, fake.clients()), fake.api(), fake.clients());
    return new Aws(
        place,
        Path.of("work"),
        Path.of("keep"),
        new SecureRandom(),
        new LabelStudio("https://ls.example.com", null),
        "key-of-label-studio");
  }
}
