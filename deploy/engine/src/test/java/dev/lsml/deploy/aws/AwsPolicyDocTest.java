// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policy on the page on AWS against what the roots make and the engine asks. */
class AwsPolicyDocTest {
  private static final Path PAGE = Path.of("../../docs/deploy-aws.md");
  private static final Path ROOTS = Path.of("../../terraform/aws");
  private static final Path SOURCES = Path.of("src/main/java/dev/lsml/deploy");

  /** The longest that AWS takes for a policy, without blanks. */
  private static final int LONGEST = 6144;

  /** What each kind of thing in the roots needs; see the service authorization reference. */
  private static final Map<String, List<String>> NEEDED =
      Map.ofEntries(
          Map.entry("aws_cloudwatch_log_group", List.of("logs:*", "logs:DescribeLogGroups")),
          Map.entry("aws_ecr_lifecycle_policy", List.of("ecr:*")),
          Map.entry("aws_ecr_repository", List.of("ecr:*", "ecr:GetAuthorizationToken")),
          Map.entry("aws_ecr_repository_policy", List.of("ecr:*")),
          Map.entry(
              "aws_iam_role",
              List.of(
                  "iam:CreateRole",
                  "iam:DeleteRole",
                  "iam:GetRole",
                  "iam:ListAttachedRolePolicies",
                  "iam:ListInstanceProfilesForRole",
                  "iam:ListRolePolicies",
                  "iam:TagRole",
                  "iam:UpdateAssumeRolePolicy",
                  "iam:UpdateRole")),
          Map.entry(
              "aws_iam_role_policy",
              List.of("iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy")),
          Map.entry("aws_lambda_alias", List.of("lambda:*")),
          Map.entry(
              "aws_lambda_event_source_mapping",
              List.of(
                  "lambda:CreateEventSourceMapping",
                  "lambda:DeleteEventSourceMapping",
                  "lambda:GetEventSourceMapping",
                  "lambda:ListTags",
                  "lambda:TagResource",
                  "lambda:UpdateEventSourceMapping")),
          Map.entry("aws_lambda_function", List.of("lambda:*", "iam:PassRole")),
          Map.entry("aws_lambda_function_url", List.of("lambda:*")),
          Map.entry("aws_s3_bucket", List.of("s3:*")),
          Map.entry("aws_s3_bucket_lifecycle_configuration", List.of("s3:*")),
          Map.entry("aws_s3_bucket_ownership_controls", List.of("s3:*")),
          Map.entry("aws_s3_bucket_public_access_block", List.of("s3:*")),
          Map.entry("aws_s3_bucket_server_side_encryption_configuration", List.of("s3:*")),
          Map.entry("aws_s3_bucket_versioning", List.of("s3:*")),
          Map.entry("aws_secretsmanager_secret", List.of("secretsmanager:*")),
          Map.entry("aws_secretsmanager_secret_version", List.of("secretsmanager:*")),
          Map.entry("aws_sqs_queue", List.of("sqs:*")));

  @Test
  void everyKindOfThingInTheRootsMayBeMade() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (Path file : files(ROOTS, ".tf")) {
      kinds.addAll(found("(?m)^resource \"(\\w+)\"", Files.readString(file)));
    }

    assertThat(kinds).as("kinds whose actions are listed in this test").isEqualTo(NEEDED.keySet());
    Set<String> actions = actions();
    NEEDED.forEach((kind, needed) -> assertThat(actions).as(kind).containsAll(needed));
  }

  @Test
  void whatTheEngineAsksIsAllowed() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (String folder : List.of("amazon", "aws", "lambda")) {
      for (Path file : files(SOURCES.resolve(folder), ".java")) {
        asked.addAll(
            found(
                "\"((?:ecr|iam|lambda|logs|s3|secretsmanager|sqs|sts):[A-Z]\\w+)",
                Files.readString(file)));
      }
    }
    asked.remove("lambda:InvokedViaFunctionUrl"); // a condition

    assertThat(asked).contains("sts:GetCallerIdentity", "lambda:GetAccountSettings");
    Set<String> actions = actions();
    assertThat(asked)
        .allMatch(
            action ->
                actions.contains(action)
                    || actions.contains(action.substring(0, action.indexOf(':')) + ":*"));
  }

  @Test
  void everyNameThatADeploymentMakesIsInThePolicy() throws IOException {
    AwsNames names = new AwsNames("123456789012", "eu-central-1", "texts");
    Set<String> resources = new TreeSet<>();
    for (JsonView statement : policy().get("Statement").items()) {
      resources.addAll(texts(statement.get("Resource")));
    }

    assertThat(resources)
        .contains(
            "arn:aws:s3:::" + names.stateBucket(),
            "arn:aws:s3:::" + names.stateBucket() + "/*",
            "arn:aws:s3:::" + names.modelBucket(),
            "arn:aws:s3:::" + names.modelBucket() + "/*",
            "arn:aws:ecr:eu-central-1:123456789012:repository/" + names.repository(),
            "arn:aws:lambda:eu-central-1:123456789012:function:" + names.service(),
            "arn:aws:lambda:eu-central-1:123456789012:function:" + names.trainFunction(),
            "arn:aws:sqs:eu-central-1:123456789012:" + names.queue());
    for (String secret :
        List.of(names.apiKeySecret(), names.passwordSecret(), names.webhookSecret())) {
      assertThat(secret).startsWith("texts/");
    }
    for (String group : List.of(names.logGroup(), names.trainLogGroup())) {
      assertThat(group).startsWith("/aws/lambda/texts");
    }
  }

  @Test
  void noServiceIsAllowedWholeWithoutAName() throws IOException {
    for (JsonView statement : policy().get("Statement").items()) {
      if (texts(statement.get("Resource")).contains("*")) {
        assertThat(texts(statement.get("Action"))).noneMatch(action -> action.endsWith("*"));
      }
    }
    assertThat(Json.text(policy().value())).hasSizeLessThan(LONGEST);
  }

  private static Set<String> actions() throws IOException {
    Set<String> actions = new TreeSet<>();
    for (JsonView statement : policy().get("Statement").items()) {
      assertThat(statement.get("Effect").string()).isEqualTo("Allow");
      actions.addAll(texts(statement.get("Action")));
    }
    return actions;
  }

  private static JsonView policy() throws IOException {
    Matcher block = Pattern.compile("(?s)```json\n(.*?)\n```").matcher(Files.readString(PAGE));
    assertThat(block.find()).as("a block of JSON in " + PAGE).isTrue();
    return JsonView.of(Json.read(block.group(1)));
  }

  private static List<String> texts(JsonView one) {
    return one.value() instanceof String text
        ? List.of(text)
        : one.items().stream().map(JsonView::string).toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher matcher = Pattern.compile(pattern).matcher(text); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
