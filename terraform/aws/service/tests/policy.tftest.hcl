# What a deployment must hold, whatever else changes. Applied to a mocked provider; no account needed.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/reviews" }
  }

  mock_resource "aws_lambda_function" {
    defaults = {
      arn     = "arn:aws:lambda:eu-central-1:123456789012:function:reviews"
      version = "8"
    }
  }

  mock_resource "aws_lambda_function_url" {
    defaults = { function_url = "https://abc.lambda-url.eu-central-1.on.aws/" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = {
      arn = "arn:aws:sqs:eu-central-1:123456789012:reviews-train.fifo"
      url = "https://sqs.eu-central-1.amazonaws.com/123456789012/reviews-train.fifo"
    }
  }

  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/reviews" }
  }
}

variables {
  account              = "123456789012"
  region               = "eu-central-1"
  service              = "reviews"
  artifact             = "s3://reviews-123456789012-eu-central-1-state/code/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.zip"
  model_bucket         = "reviews-123456789012-eu-central-1-models"
  label_studio_url     = "https://label-studio.example.com"
  label_studio_api_key = "an-api-key-of-a-test"
  basic_auth_pass      = "a-password-of-a-test"
  webhook_secret       = "a-webhook-secret-of-a-test"
  environment          = { LSML_TRAIN_EVERY = "5" }
}

run "a_zip_starts_from_a_snapshot" {
  assert {
    condition = (
      aws_lambda_function.main.package_type == "Zip"
      && aws_lambda_function.main.s3_bucket == "reviews-123456789012-eu-central-1-state"
      && aws_lambda_function.main.s3_key == "code/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.zip"
      && aws_lambda_function.main.handler == "dev.lsml.aws.LsmlHandler::handleRequest"
      && aws_lambda_function.main.runtime == "java21"
      && length(aws_lambda_function.main.image_config) == 0
    )
    error_message = "The zip must run on Lambda's own Java."
  }

  assert {
    condition     = aws_lambda_function.main.publish && aws_lambda_function.main.snap_start[0].apply_on == "PublishedVersions"
    error_message = "Only a published version starts from a snapshot."
  }

  assert {
    condition = (
      aws_lambda_function.train.s3_key == aws_lambda_function.main.s3_key
      && aws_lambda_function.train.handler == "dev.lsml.aws.TrainingHandler::handleRequest"
      && length(aws_lambda_function.train.snap_start) == 0
    )
    error_message = "The same zip must train, with another handler."
  }

  assert {
    condition     = alltrue([for one in [aws_lambda_function.main, aws_lambda_function.train] : one.architectures == tolist(["x86_64"])])
    error_message = "Images are built for x86_64, and so is everything."
  }

  assert {
    condition     = output.image == var.artifact
    error_message = "The output must be what was handed in."
  }
}

run "an_image_brings_its_own_java" {
  variables {
    artifact = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/reviews@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  }

  assert {
    condition = alltrue([
      for one in [aws_lambda_function.main, aws_lambda_function.train] :
      one.package_type == "Image" && one.image_uri == var.artifact && one.runtime == null && one.handler == null
      && one.s3_key == null && length(one.snap_start) == 0
    ])
    error_message = "Of an image, nothing but its name and its command is told."
  }

  assert {
    condition = (
      aws_lambda_function.main.image_config[0].command == tolist(["dev.lsml.aws.LsmlHandler::handleRequest"])
      && aws_lambda_function.train.image_config[0].command == tolist(["dev.lsml.aws.TrainingHandler::handleRequest"])
    )
    error_message = "Each function has its handler as the command."
  }

  assert {
    condition     = output.image == var.artifact
    error_message = "The output must be what was handed in."
  }
}

run "the_queue_hides_a_message_for_longer_than_a_training_takes" {
  assert {
    condition     = aws_sqs_queue.train.visibility_timeout_seconds == 5400 && aws_sqs_queue.train.visibility_timeout_seconds >= 6 * aws_lambda_function.train.timeout
    error_message = "AWS asks for six times the function's time."
  }

  assert {
    condition = (
      aws_sqs_queue.train.name == "reviews-train.fifo" && aws_sqs_queue.train.fifo_queue
      && aws_sqs_queue.failed.name == "reviews-train-failed.fifo" && aws_sqs_queue.failed.fifo_queue
      && !aws_sqs_queue.train.content_based_deduplication
    )
    error_message = "A project's trainings must come one after another, and each message is one of its own."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.train.redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 200 }
    error_message = "A message that never succeeds must end up aside, but not before its training is due."
  }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.train, aws_sqs_queue.failed] : queue.sqs_managed_sse_enabled])
    error_message = "A queue is not encrypted."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.train.batch_size == 1
      && aws_lambda_event_source_mapping.train.function_response_types == toset(["ReportBatchItemFailures"])
      && aws_lambda_event_source_mapping.train.scaling_config[0].maximum_concurrency == 5
    )
    error_message = "One message at a time, which may come again by itself."
  }
}

run "logs_are_kept_for_a_month_and_are_json" {
  assert {
    condition     = alltrue([for group in [aws_cloudwatch_log_group.serving, aws_cloudwatch_log_group.training] : group.retention_in_days == 30])
    error_message = "Logs would be kept, and paid for, for ever."
  }

  assert {
    condition = [for one in [aws_lambda_function.main, aws_lambda_function.train] : [
      one.logging_config[0].log_format, one.logging_config[0].log_group, one.logging_config[0].application_log_level
    ]] == [["JSON", "/aws/lambda/reviews", "INFO"], ["JSON", "/aws/lambda/reviews-train", "INFO"]]
    error_message = "Each function writes JSON to its own group."
  }
}

run "the_wanted_log_level_reaches_lambda" {
  variables {
    environment = { LOG_LEVEL = "warning" }
  }

  assert {
    condition = alltrue([
      for one in [aws_lambda_function.main, aws_lambda_function.train] : one.logging_config[0].application_log_level == "WARN"
    ])
    error_message = "Lambda would drop lines, or keep them, against LOG_LEVEL."
  }
}

run "the_environment_is_complete_and_holds_no_secret" {
  assert {
    condition = one(aws_lambda_function.main.environment).variables == tomap({
      BASIC_AUTH_PASS      = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3"
      BASIC_AUTH_USER      = "lsml"
      LABEL_STUDIO_API_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3"
      LABEL_STUDIO_URL     = "https://label-studio.example.com"
      LSML_STORE           = "s3://reviews-123456789012-eu-central-1-models"
      LSML_TRAIN_EVERY     = "5"
      LSML_TRAINING_JOB    = "https://sqs.eu-central-1.amazonaws.com/123456789012/reviews-train.fifo"
      LSML_WEBHOOK_SECRET  = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3"
    })
    error_message = "The serving function's environment is another one."
  }

  assert {
    condition = one(aws_lambda_function.train.environment).variables == tomap({
      LABEL_STUDIO_API_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3"
      LABEL_STUDIO_URL     = "https://label-studio.example.com"
      LSML_STORE           = "s3://reviews-123456789012-eu-central-1-models"
      LSML_TRAIN_EVERY     = "5"
    })
    error_message = "A training needs the API key and no other secret."
  }

  assert {
    condition     = { for name, secret in aws_secretsmanager_secret.secret : name => secret.name } == { basic_auth_pass = "reviews/basic-auth-pass", label_studio_api_key = "reviews/label-studio-api-key", webhook_secret = "reviews/webhook-secret" }
    error_message = "The secrets have other names."
  }

  assert {
    condition     = alltrue([for value in aws_secretsmanager_secret_version.secret : (value.secret_string == null || value.secret_string == "") && value.secret_string_wo_version == 1])
    error_message = "A secret's value went through an argument that is kept in the state."
  }

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.secret : secret.recovery_window_in_days == 0])
    error_message = "A name that waits to be deleted could not be deployed again."
  }
}

run "other_values_of_the_secrets_publish_a_version" {
  variables {
    secret_version = 2
  }

  assert {
    condition = alltrue([
      for one in [aws_lambda_function.main, aws_lambda_function.train] : strcontains(one.description, "values no. 2 ")
    ])
    error_message = "Instances that run would keep the old values."
  }
}

run "the_roles_are_the_least_ones" {
  assert {
    condition     = aws_iam_role.serving.name == "reviews-eu-central-1-serve" && aws_iam_role.training.name == "reviews-eu-central-1-train"
    error_message = "Each function needs a role of its own."
  }

  assert {
    condition = alltrue([
      for role in [aws_iam_role.serving, aws_iam_role.training] :
      jsondecode(role.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
    ])
    error_message = "Lambda takes a role on and nobody else."
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.serving.policy).Statement : statement.Sid => [statement.Effect, statement.Action, statement.Resource] } == {
      Models        = ["Allow", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], ["arn:aws:s3:::reviews-123456789012-eu-central-1-models/*"]]
      ListModels    = ["Allow", ["s3:ListBucket"], ["arn:aws:s3:::reviews-123456789012-eu-central-1-models"]]
      StartTraining = ["Allow", ["sqs:SendMessage"], ["arn:aws:sqs:eu-central-1:123456789012:reviews-train.fifo"]]
      Logs          = ["Allow", ["logs:CreateLogStream", "logs:PutLogEvents"], ["arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/reviews:*"]]
      Secrets       = ["Allow", ["secretsmanager:GetSecretValue"], [for i in range(3) : "arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3"]]
    }
    error_message = "The serving role may do something else."
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.training.policy).Statement : statement.Sid => [statement.Effect, statement.Action, statement.Resource] } == {
      Models        = ["Allow", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], ["arn:aws:s3:::reviews-123456789012-eu-central-1-models/*"]]
      ListModels    = ["Allow", ["s3:ListBucket"], ["arn:aws:s3:::reviews-123456789012-eu-central-1-models"]]
      TakeTrainings = ["Allow", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"], ["arn:aws:sqs:eu-central-1:123456789012:reviews-train.fifo"]]
      Logs          = ["Allow", ["logs:CreateLogStream", "logs:PutLogEvents"], ["arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/reviews:*"]]
      Secrets       = ["Allow", ["secretsmanager:GetSecretValue"], ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:reviews/any-a1b2c3"]]
    }
    error_message = "The training role may do something else."
  }
}

run "the_newest_version_answers_at_first" {
  assert {
    condition     = aws_lambda_alias.live.function_version == "8" && length(aws_lambda_alias.candidate) == 0 && output.candidate_url == null
    error_message = "The first deployment must serve."
  }

  assert {
    condition     = aws_lambda_function_url.live.qualifier == "live" && aws_lambda_function_url.live.authorization_type == "NONE"
    error_message = "Label Studio, which can send only basic auth, would not get through; or what answers would not be the alias."
  }

  assert {
    condition     = output.endpoint_url == "https://abc.lambda-url.eu-central-1.on.aws" && output.revision == "8"
    error_message = "The outputs must name what serves, without a slash at the end."
  }

  assert {
    condition     = aws_lambda_function.main.reserved_concurrent_executions == -1
    error_message = "A new account has too little concurrency to reserve some."
  }
}

run "a_candidate_answers_at_its_own_url" {
  variables {
    serving_revision = "7"
  }

  assert {
    condition     = aws_lambda_alias.live.function_version == "7" && aws_lambda_alias.candidate[0].function_version == "8"
    error_message = "The old version must keep answering while the new one is tried."
  }

  assert {
    condition     = aws_lambda_function_url.candidate[0].qualifier == "candidate" && output.candidate_url == "https://abc.lambda-url.eu-central-1.on.aws"
    error_message = "The outputs must name the candidate."
  }
}

run "without_a_label_studio_there_is_no_key" {
  variables {
    label_studio_url = null
  }

  assert {
    condition     = toset(keys(aws_secretsmanager_secret.secret)) == toset(["basic_auth_pass", "webhook_secret"])
    error_message = "No secret may be made for a key that nobody has."
  }

  assert {
    condition     = !contains([for statement in jsondecode(aws_iam_role_policy.training.policy).Statement : statement.Sid], "Secrets")
    error_message = "The training role needs no secret then."
  }
}

run "a_long_name_gives_a_role_of_at_most_64_characters" {
  variables {
    service = "a-service-that-has-a-name-of-forty-nine-character"
  }

  assert {
    condition     = length(aws_iam_role.serving.name) <= 64 && length(aws_iam_role.training.name) <= 64 && aws_iam_role.serving.name != aws_iam_role.training.name
    error_message = "AWS allows 64 characters."
  }
}
