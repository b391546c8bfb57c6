# Where images go. A deployment from a zip leaves it empty, and an empty repository costs nothing.

data "aws_partition" "current" {}

# Deployments name an image by its digest, so that a tag may move: the tag of an unchanged image is
# pushed again with every deployment, which an immutable one would refuse.
resource "aws_ecr_repository" "images" {
  name                 = var.repository
  image_tag_mutability = "MUTABLE"
  force_delete         = true # images can be built again

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }
}

# Lambda fetches an image again when a version was not called for some weeks, so more stay than one
# would go back to. There is no rule that spares what is in use.
resource "aws_ecr_lifecycle_policy" "images" {
  repository = aws_ecr_repository.images.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "keep the latest 20"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
      action       = { type = "expire" }
    }]
  })
}

# Without it Lambda would write one itself, for which whoever deploys would need the right.
resource "aws_ecr_repository_policy" "images" {
  repository = aws_ecr_repository.images.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LambdaPulls"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Condition = {
        StringLike = {
          "aws:sourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${var.region}:${var.account}:function:*"
        }
      }
    }]
  })
}
