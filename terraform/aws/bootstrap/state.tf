# The bucket with the state of both roots and, below code/, with the zips that were deployed. It is made
# before there can be any state, and taken over here.

import {
  for_each = var.adopt_state_bucket ? toset([var.state_bucket]) : toset([])

  to = aws_s3_bucket.state
  id = each.value
}

# Holds the state of this very root, which could not be written after a destroy. AWS has no way to let
# go of a bucket without deleting it, so a destroy of everything is refused before it begins; name what
# is to be destroyed with -target.
resource "aws_s3_bucket" "state" {
  bucket        = var.state_bucket
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "state" {
  bucket = aws_s3_bucket.state.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# Zips stay: what serves may have been deployed years ago, and its zip is what a failed deployment is
# undone with. Fifty of 50 MB cost six cents a month. Only what an upload of the same zip replaced goes.
resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.bucket

  # An old state stays for a month.
  rule {
    id     = "old-states"
    status = "Enabled"

    filter {
      prefix = "lsml/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  rule {
    id     = "replaced-code"
    status = "Enabled"

    filter {
      prefix = "code/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.state]
}
