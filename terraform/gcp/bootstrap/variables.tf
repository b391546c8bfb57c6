variable "project" {
  description = "Google Cloud project ID"
  type        = string
}

variable "region" {
  description = "Region of the repository and of both buckets, such as us-central1"
  type        = string
}

variable "service" {
  description = "Name of the Cloud Run service that all of this belongs to"
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$", var.service))
    error_message = "A service name has at most 49 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "state_bucket" {
  description = "Bucket with the Terraform state; it exists already, since this root keeps its own state there"
  type        = string
}

variable "model_bucket" {
  description = "Bucket with the trained models"
  type        = string
}

variable "repository" {
  description = "Artifact Registry repository for the images"
  type        = string
}

variable "adopt_state_bucket" {
  description = "Whether the state bucket exists and is taken over; false creates it, which only a run with local state can want"
  type        = bool
  default     = true
}

variable "keep_models" {
  description = "Whether the model bucket outlives a destroy of this root; false deletes it with all models and must be applied before the destroy"
  type        = bool
  default     = true
}
