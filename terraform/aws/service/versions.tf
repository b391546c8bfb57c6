# Write-only arguments and the lock file in the state's bucket need Terraform 1.11. No argument is used
# that 5.100 lacks, so that the last provider before 6.0 does as well.
terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  # bucket, key (lsml/service.tfstate), region and use_lockfile come from -backend-config.
  backend "s3" {}
}

# With the wrong credentials nothing is made in an account that was not meant.
provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account]

  default_tags {
    tags = { lsml-service = var.service }
  }
}
