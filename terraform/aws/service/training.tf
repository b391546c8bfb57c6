# The function that trains, and the queue that calls it.

resource "aws_lambda_function" "train" {
  function_name = "${var.service}-train"
  description   = "Training of the Label Studio ML backend ${var.service}, with values no. ${var.secret_version} of its secrets"
  role          = aws_iam_role.training.arn
  package_type  = local.is_zip ? "Zip" : "Image"
  architectures = ["x86_64"]
  s3_bucket     = local.code[0]
  s3_key        = local.code[1]
  image_uri     = local.is_zip ? null : var.artifact
  runtime       = local.is_zip ? var.runtime : null
  handler       = local.is_zip ? "dev.lsml.aws.TrainingHandler::handleRequest" : null
  memory_size   = var.train_memory
  timeout       = var.train_timeout

  dynamic "image_config" {
    for_each = local.is_zip ? [] : ["dev.lsml.aws.TrainingHandler::handleRequest"]

    content {
      command = [image_config.value]
    }
  }

  # Where a training downloads what it learns from and writes what it has learnt. What is more than 512
  # MB costs only while it trains.
  ephemeral_storage {
    size = 4096
  }

  environment {
    variables = local.common_environment
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = local.log_level
    system_log_level      = "INFO"
    log_group             = aws_cloudwatch_log_group.training.name
  }

  depends_on = [
    aws_iam_role_policy.training,
    aws_secretsmanager_secret_version.secret,
  ]
}

resource "aws_cloudwatch_log_group" "training" {
  name              = "/aws/lambda/${var.service}-train"
  retention_in_days = 30
}

# The group of a message is its project: one training of a project at a time, and those of different
# projects beside each other. Every message names itself, so nothing is left out by its content.
resource "aws_sqs_queue" "train" {
  name                        = "${var.service}-train.fifo"
  fifo_queue                  = true
  content_based_deduplication = false
  sqs_managed_sse_enabled     = true
  message_retention_seconds   = 345600

  # AWS asks for six times what an invocation may take. The function itself shows a message earlier.
  visibility_timeout_seconds = 6 * var.train_timeout

  # A training that is due later is looked at every minute until then, and each look is a delivery; so
  # there are many before a message is given up.
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 200
  })
}

resource "aws_sqs_queue" "failed" {
  name                        = "${var.service}-train-failed.fifo"
  fifo_queue                  = true
  content_based_deduplication = false
  sqs_managed_sse_enabled     = true
  message_retention_seconds   = 1209600
}

# Trainings take from the account's concurrency what requests could use, so there are five at most.
resource "aws_lambda_event_source_mapping" "train" {
  event_source_arn        = aws_sqs_queue.train.arn
  function_name           = aws_lambda_function.train.arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 5
  }
}
