# Two roles, because a training needs less than the service: it starts no training and sees neither the
# password nor the webhook secret.

data "aws_partition" "current" {}

locals {
  # The same name with another ending; shortened with a hash where that would pass 64 characters.
  full_stem = "${var.service}-${var.region}"
  role_stem = (
    length(local.full_stem) <= 58
    ? local.full_stem
    : "${trimsuffix(substr(local.full_stem, 0, 51), "-")}-${substr(sha256(local.full_stem), 0, 6)}"
  )

  bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${var.model_bucket}"

  # By its name and not from the queue, which takes half a minute to be made: in that time the role
  # becomes known everywhere, and the first version that is published may use it.
  queue_arn = "arn:${data.aws_partition.current.partition}:sqs:${var.region}:${var.account}:${var.service}-train.fifo"

  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  # Without the right to list, S3 answers 403 for an object that is not there. The service writes too:
  # what Label Studio told with /setup, and which training is wanted.
  model_statements = [
    {
      Sid      = "Models"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
      Resource = ["${local.bucket_arn}/*"]
    },
    {
      Sid      = "ListModels"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = [local.bucket_arn]
    },
  ]
}

resource "aws_iam_role" "serving" {
  name               = "${local.role_stem}-serve"
  description        = "lsml ${var.service}: serving"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "training" {
  name               = "${local.role_stem}-train"
  description        = "lsml ${var.service}: training"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "serving" {
  name = "serving"
  role = aws_iam_role.serving.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.model_statements, [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [for secret in aws_secretsmanager_secret.secret : secret.arn]
      },
      {
        Sid      = "StartTraining"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = [local.queue_arn]
      },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.serving.arn}:*"]
      },
    ])
  })
}

resource "aws_iam_role_policy" "training" {
  name = "training"
  role = aws_iam_role.training.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      local.model_statements,
      [
        {
          Sid    = "TakeTrainings"
          Effect = "Allow"
          Action = [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ChangeMessageVisibility",
          ]
          Resource = [local.queue_arn]
        },
        {
          Sid      = "Logs"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["${aws_cloudwatch_log_group.training.arn}:*"]
        },
      ],
      [
        for name, secret in aws_secretsmanager_secret.secret : {
          Sid      = "Secrets"
          Effect   = "Allow"
          Action   = ["secretsmanager:GetSecretValue"]
          Resource = [secret.arn]
        } if name == "label_studio_api_key"
      ],
    )
  })
}
