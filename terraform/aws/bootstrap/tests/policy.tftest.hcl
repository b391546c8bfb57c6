# What the buckets and the repository must hold. Planned with a mocked provider; no account needed, and
# nothing to be destroyed afterwards, which the state bucket refuses.

mock_provider "aws" {
  override_during = plan

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_ecr_repository" {
    defaults = { repository_url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/reviews" }
  }
}

variables {
  account            = "123456789012"
  region             = "eu-central-1"
  service            = "reviews"
  state_bucket       = "reviews-123456789012-eu-central-1-state"
  model_bucket       = "reviews-123456789012-eu-central-1-models"
  repository         = "reviews"
  adopt_state_bucket = false # a mocked provider cannot import
}

run "nobody_outside_reaches_a_bucket" {
  command = plan

  assert {
    condition = alltrue([
      for block in [aws_s3_bucket_public_access_block.state, aws_s3_bucket_public_access_block.models] :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ])
    error_message = "A bucket could be made public, by itself or by one of its objects."
  }

  assert {
    condition = alltrue([
      for controls in [aws_s3_bucket_ownership_controls.state, aws_s3_bucket_ownership_controls.models] :
      controls.rule[0].object_ownership == "BucketOwnerEnforced"
    ])
    error_message = "An object could have an access list of its own."
  }

  assert {
    condition = alltrue(flatten([
      for encryption in [
        aws_s3_bucket_server_side_encryption_configuration.state,
        aws_s3_bucket_server_side_encryption_configuration.models,
      ] : [for rule in encryption.rule : rule.apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"]
    ]))
    error_message = "A bucket is not encrypted."
  }

  # Each of them is of the bucket that it is called after.
  assert {
    condition = {
      state = toset([
        aws_s3_bucket.state.bucket,
        aws_s3_bucket_lifecycle_configuration.state.bucket,
        aws_s3_bucket_ownership_controls.state.bucket,
        aws_s3_bucket_public_access_block.state.bucket,
        aws_s3_bucket_server_side_encryption_configuration.state.bucket,
        aws_s3_bucket_versioning.state.bucket,
      ])
      models = toset([
        aws_s3_bucket.models.bucket,
        aws_s3_bucket_lifecycle_configuration.models.bucket,
        aws_s3_bucket_ownership_controls.models.bucket,
        aws_s3_bucket_public_access_block.models.bucket,
        aws_s3_bucket_server_side_encryption_configuration.models.bucket,
        aws_s3_bucket_versioning.models.bucket,
      ])
    } == { state = toset([var.state_bucket]), models = toset([var.model_bucket]) }
    error_message = "A setting belongs to the other bucket."
  }
}

run "nothing_is_lost_by_an_overwrite" {
  command = plan

  assert {
    condition = alltrue([
      for versioning in [aws_s3_bucket_versioning.state, aws_s3_bucket_versioning.models] :
      versioning.versioning_configuration[0].status == "Enabled"
    ])
    error_message = "Both buckets must keep versions."
  }

  # What serves may have been deployed years ago, and its zip is what a failure is undone with.
  assert {
    condition = (
      length(flatten([for rule in aws_s3_bucket_lifecycle_configuration.state.rule : rule.expiration])) == 0
      && alltrue(flatten([
        for rule in aws_s3_bucket_lifecycle_configuration.models.rule : [for end in rule.expiration : end.expired_object_delete_marker]
      ]))
    )
    error_message = "A lifecycle rule deletes live objects."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.models.rule[0].noncurrent_version_expiration[0].noncurrent_days == 14
    error_message = "What is overwritten can be had back for two weeks, and is not paid for longer."
  }

  assert {
    condition = toset(flatten([
      for rule in aws_s3_bucket_lifecycle_configuration.state.rule : [for filter in rule.filter : filter.prefix]
    ])) == toset(["lsml/", "code/"])
    error_message = "States and code must each have their rule."
  }
}

run "models_go_only_when_told" {
  command = plan

  variables {
    keep_models = false
  }

  assert {
    condition     = aws_s3_bucket.models.force_destroy && !aws_s3_bucket.state.force_destroy
    error_message = "With keep_models=false a destroy must delete the models, and never the state."
  }
}

run "models_are_kept_otherwise" {
  command = plan

  assert {
    condition     = !aws_s3_bucket.models.force_destroy
    error_message = "Models must outlive a destroy."
  }
}

run "old_images_go_and_the_latest_stay" {
  command = plan

  assert {
    condition = jsondecode(aws_ecr_lifecycle_policy.images.policy).rules == [{
      rulePriority = 1
      description  = "keep the latest 20"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
      action       = { type = "expire" }
    }]
    error_message = "The repository must both delete and keep."
  }
}

run "the_repository_is_scanned_and_lambda_may_read_it" {
  command = plan

  assert {
    condition     = aws_ecr_repository.images.image_scanning_configuration[0].scan_on_push && aws_ecr_repository.images.force_delete
    error_message = "Images must be scanned, and must not hold up a destroy."
  }

  # The tag of an unchanged image is pushed again with every deployment.
  assert {
    condition     = aws_ecr_repository.images.image_tag_mutability == "MUTABLE"
    error_message = "The same tag could not be pushed twice."
  }

  assert {
    condition = jsondecode(aws_ecr_repository_policy.images.policy).Statement == [{
      Sid       = "LambdaPulls"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Condition = { StringLike = { "aws:sourceArn" = "arn:aws:lambda:eu-central-1:123456789012:function:*" } }
    }]
    error_message = "Lambda, for functions of this account, may read and nobody may do more."
  }
}

run "the_registry_is_where_images_go" {
  command = plan

  assert {
    condition     = output.registry == "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
    error_message = "The registry's address must be the repository's own."
  }
}

run "an_account_by_its_name" {
  command = plan

  variables {
    account = "acme"
  }

  expect_failures = [var.account]
}

run "a_repository_that_ecr_refuses" {
  command = plan

  variables {
    repository = "re--views"
  }

  expect_failures = [var.repository]
}
