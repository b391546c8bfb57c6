# The function that serves, with an alias and a URL for what answers, and for what is tried.

locals {
  # A zip runs on Lambda's own Java and starts from a snapshot; an image may be larger. To go from one
  # to the other is a replacement, because AWS changes no function's package type: the URL will be
  # another one, and nothing answers for about a minute. Models, secrets and queue stay.
  is_zip = startswith(var.artifact, "s3://")
  code   = local.is_zip ? regex("^s3://([^/]+)/(.+)$", var.artifact) : [null, null]

  # A part of the configuration, not of the secrets: whether a resource exists must not depend on a
  # value that is nowhere kept.
  label_studio = var.label_studio_url != null

  # For the JVM of Lambda's runtime, such as JAVA_TOOL_OPTIONS; an image has its flags in its entry
  # point. Nothing, since nothing was measured to help.
  runtime_environment = {}

  # What both functions need. A secret is given by its ARN, because everybody who may look at a
  # function sees its variables.
  common_environment = merge(
    local.is_zip ? local.runtime_environment : {},
    var.environment,
    { LSML_STORE = "s3://${var.model_bucket}" },
    local.label_studio ? {
      LABEL_STUDIO_URL     = var.label_studio_url
      LABEL_STUDIO_API_KEY = aws_secretsmanager_secret.secret["label_studio_api_key"].arn
    } : {},
  )

  serving_environment = merge(local.common_environment, {
    BASIC_AUTH_USER     = var.basic_auth_user
    BASIC_AUTH_PASS     = aws_secretsmanager_secret.secret["basic_auth_pass"].arn
    LSML_WEBHOOK_SECRET = aws_secretsmanager_secret.secret["webhook_secret"].arn
    LSML_TRAINING_JOB   = aws_sqs_queue.train.url
  })

  # Lambda drops lines below its own level, whatever the function's LOG_LEVEL lets through.
  log_levels = {
    TRACE = ["ALL", "NOTSET", "TRACE"]
    DEBUG = ["DEBUG"]
    WARN  = ["WARN", "WARNING"]
    ERROR = ["CRITICAL", "ERROR", "FATAL"]
    FATAL = ["OFF"]
  }
  log_level = coalesce(one([
    for level, words in local.log_levels : level
    if contains(words, upper(trimspace(lookup(var.environment, "LOG_LEVEL", ""))))
  ]), "INFO")
}

resource "aws_lambda_function" "main" {
  function_name = var.service
  # Versions name no value of a secret, so its number stands here: another one must be published for
  # every instance to read the new values.
  description                    = "Label Studio ML backend, deployed by lsml, with values no. ${var.secret_version} of its secrets"
  role                           = aws_iam_role.serving.arn
  package_type                   = local.is_zip ? "Zip" : "Image"
  architectures                  = ["x86_64"]
  s3_bucket                      = local.code[0]
  s3_key                         = local.code[1]
  image_uri                      = local.is_zip ? null : var.artifact
  runtime                        = local.is_zip ? var.runtime : null
  handler                        = local.is_zip ? "dev.lsml.aws.LsmlHandler::handleRequest" : null
  memory_size                    = var.memory
  timeout                        = var.timeout
  reserved_concurrent_executions = var.max_concurrency == null ? -1 : var.max_concurrency
  publish                        = true

  dynamic "image_config" {
    for_each = local.is_zip ? [] : ["dev.lsml.aws.LsmlHandler::handleRequest"]

    content {
      command = [image_config.value]
    }
  }

  dynamic "snap_start" {
    for_each = local.is_zip && var.snap_start ? ["PublishedVersions"] : []

    content {
      apply_on = snap_start.value
    }
  }

  environment {
    variables = local.serving_environment
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = local.log_level
    system_log_level      = "INFO"
    log_group             = aws_cloudwatch_log_group.serving.name
  }

  # To publish a version runs it, for the snapshot; by then it must be allowed to read its secrets.
  depends_on = [
    aws_iam_role_policy.serving,
    aws_secretsmanager_secret_version.secret,
  ]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What answers"
  function_name    = aws_lambda_function.main.function_name
  function_version = var.serving_revision == "" ? aws_lambda_function.main.version : var.serving_revision

  # Alias and URL go with their function, which Terraform does not notice: its name stays the same.
  lifecycle {
    replace_triggered_by = [aws_lambda_function.main.arn]
  }
}

resource "aws_lambda_alias" "candidate" {
  count = var.serving_revision == "" ? 0 : 1

  name             = "candidate"
  description      = "What is tried before it answers"
  function_name    = aws_lambda_function.main.function_name
  function_version = aws_lambda_function.main.version

  lifecycle {
    replace_triggered_by = [aws_lambda_function.main.arn]
  }
}

# Label Studio can send only basic auth, which the backend checks itself; AWS's check wants a signature.
#
# Since October 2025 AWS asks for two statements in the function's policy before it lets anybody call:
# lambda:InvokeFunctionUrl, and lambda:InvokeFunction on condition that it comes by the URL. A URL
# without AWS's check writes the first of them by itself with every provider from 5.100 on, and both
# with 6.28 and newer. The second cannot be said with an older one, as whose aws_lambda_permission has
# no such condition, and without the condition anybody could invoke the function past its URL. So
# neither is written here; whoever applies this with an older provider adds the second one afterwards,
# on the alias: aws lambda add-permission --invoked-via-function-url.
resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.main.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "NONE"
  invoke_mode        = "BUFFERED"

  lifecycle {
    replace_triggered_by = [aws_lambda_function.main.arn]
  }
}

resource "aws_lambda_function_url" "candidate" {
  count = length(aws_lambda_alias.candidate)

  function_name      = aws_lambda_function.main.function_name
  qualifier          = aws_lambda_alias.candidate[count.index].name
  authorization_type = "NONE"
  invoke_mode        = "BUFFERED"

  lifecycle {
    replace_triggered_by = [aws_lambda_function.main.arn]
  }
}

# Made here and not by Lambda at the first line, which would keep them for ever and leave them behind.
resource "aws_cloudwatch_log_group" "serving" {
  name              = "/aws/lambda/${var.service}"
  retention_in_days = 30
}
