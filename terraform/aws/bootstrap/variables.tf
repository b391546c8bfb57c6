variable "account" {
  description = "Number of the AWS account, 12 digits"
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account))
    error_message = "The number of an AWS account has 12 digits."
  }
}

variable "region" {
  description = "Region of the repository and of both buckets, such as eu-central-1"
  type        = string
}

variable "service" {
  description = "Name of the function that all of this belongs to"
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$", var.service))
    error_message = "A service name has at most 49 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "state_bucket" {
  description = "Bucket with the Terraform state and the code; it exists already, since this root keeps its own state there"
  type        = string
}

variable "model_bucket" {
  description = "Bucket with the trained models"
  type        = string
}

variable "repository" {
  description = "ECR repository for the images"
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+([._-][a-z0-9]+)*$", var.repository))
    error_message = "The name of an ECR repository has small letters and digits with single dots, hyphens or underscores between them."
  }
}

variable "adopt_state_bucket" {
  description = "Whether the state bucket exists and is taken over; false creates it, which only a run with local state can want"
  type        = bool
  default     = true
}

variable "keep_models" {
  description = "Whether the model bucket refuses to be destroyed while something is in it; false must be applied before a destroy that deletes all models"
  type        = bool
  default     = true
}
