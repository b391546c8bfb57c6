variable "project" {
  description = "Google Cloud project ID"
  type        = string
}

variable "region" {
  description = "Region of the service and of the job, such as us-central1"
  type        = string
}

variable "service" {
  description = "Name of the Cloud Run service; the names of the secrets begin with it"
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$", var.service))
    error_message = "A service name has at most 49 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "image" {
  description = "Image of service and job, with its digest: HOST/PATH@sha256:…"
  type        = string

  # A tag is resolved once per revision, so a tag that moved would show no change here.
  validation {
    condition     = can(regex("^[^@ ]+@sha256:[0-9a-f]{64}$", var.image))
    error_message = "The image must be named by its digest, such as HOST/PATH@sha256:… with 64 hexadecimal digits; a tag that moves would not be noticed."
  }
}

variable "model_bucket" {
  description = "Bucket with the trained models, made by the bootstrap root"
  type        = string
}

variable "service_account_id" {
  description = "Account that serves, the part before the @"
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.service_account_id))
    error_message = "A service account ID has 6 to 30 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "job" {
  description = "Name of the Cloud Run job that trains"
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", var.job))
    error_message = "A job name has at most 63 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "label_studio_url" {
  description = "Label Studio that this backend belongs to; null when it belongs to none yet"
  type        = string
  default     = null

  validation {
    condition     = var.label_studio_url == null || can(regex("^https?://[^ ]+$", var.label_studio_url))
    error_message = "The URL of Label Studio must begin with http:// or https://, or be null."
  }
}

variable "basic_auth_user" {
  description = "Name that Label Studio sends with every request"
  type        = string
  default     = "lsml"

  validation {
    condition     = can(regex("^[^:[:cntrl:]]+$", var.basic_auth_user))
    error_message = "A basic auth user name must not be empty or have a colon in it."
  }
}

variable "secret_version" {
  description = "Number of the secrets' values: a new value is written, and a new revision made, only when this number changes"
  type        = number
  default     = 1

  validation {
    condition     = var.secret_version >= 1 && floor(var.secret_version) == var.secret_version
    error_message = "The number of the secrets' values is 1, 2, 3 and so on."
  }
}

variable "label_studio_api_key" {
  description = "API key of Label Studio; null only when label_studio_url is null. Never in plan or state."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = var.label_studio_url == null || try(length(var.label_studio_api_key) > 0, false)
    error_message = "A Label Studio is named but its API key is not: set TF_VAR_label_studio_api_key."
  }
}

variable "basic_auth_pass" {
  description = "Password that Label Studio sends with every request. Never in plan or state."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = try(length(var.basic_auth_pass) >= 16, false)
    error_message = "The basic auth password must have at least 16 characters: the service is open to the Internet."
  }
}

variable "webhook_secret" {
  description = "Value of the header that Label Studio sends with webhooks. Never in plan or state."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = try(length(var.webhook_secret) >= 16, false)
    error_message = "The webhook secret must have at least 16 characters: the service is open to the Internet."
  }
}

variable "environment" {
  description = "Further environment variables of service and job; nothing secret, since they are in the state"
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "The name of an environment variable has letters, digits and underscores and does not begin with a digit."
  }

  validation {
    condition = length(setintersection(keys(var.environment), [
      "BASIC_AUTH_PASS",
      "BASIC_AUTH_USER",
      "CLOUD_RUN_EXECUTION",
      "CLOUD_RUN_JOB",
      "CLOUD_RUN_TASK_ATTEMPT",
      "CLOUD_RUN_TASK_COUNT",
      "CLOUD_RUN_TASK_INDEX",
      "K_CONFIGURATION",
      "K_REVISION",
      "K_SERVICE",
      "LABEL_STUDIO_API_KEY",
      "LABEL_STUDIO_HOST",
      "LABEL_STUDIO_URL",
      "LSML_STORE",
      "LSML_TRAINING_JOB",
      "LSML_WEBHOOK_SECRET",
      "MODEL_DIR",
      "PORT",
    ])) == 0
    error_message = "The environment names a variable that the deployment or Cloud Run sets itself: BASIC_AUTH_*, CLOUD_RUN_*, K_*, LABEL_STUDIO_*, LSML_STORE, LSML_TRAINING_JOB, LSML_WEBHOOK_SECRET, MODEL_DIR or PORT. Leave it out."
  }
}

variable "cpu" {
  description = "CPUs of one instance of the service"
  type        = string
  default     = "1"

  # Below one CPU, Cloud Run allows only one request at a time.
  validation {
    condition     = contains(["1", "2", "4", "6", "8"], var.cpu)
    error_message = "Cloud Run offers 1, 2, 4, 6 or 8 CPUs."
  }
}

variable "memory" {
  description = "Memory of one instance of the service"
  type        = string
  default     = "1Gi"

  validation {
    condition     = can(regex("^[1-9][0-9]*(Mi|Gi)$", var.memory))
    error_message = "Memory is a whole number of Mi or Gi, such as 512Mi or 2Gi."
  }
}

variable "job_cpu" {
  description = "CPUs of a training"
  type        = string
  default     = "2"

  validation {
    condition     = contains(["1", "2", "4", "6", "8"], var.job_cpu)
    error_message = "Cloud Run offers 1, 2, 4, 6 or 8 CPUs."
  }
}

variable "job_memory" {
  description = "Memory of a training"
  type        = string
  default     = "4Gi"

  validation {
    condition     = can(regex("^[1-9][0-9]*(Mi|Gi)$", var.job_memory))
    error_message = "Memory is a whole number of Mi or Gi, such as 512Mi or 2Gi."
  }
}

variable "job_timeout" {
  description = "After which one attempt to train is ended, in seconds with an s"
  type        = string
  default     = "3600s"

  validation {
    condition     = try(tonumber(trimsuffix(var.job_timeout, "s")) >= 1 && tonumber(trimsuffix(var.job_timeout, "s")) <= 604800, false) && endswith(var.job_timeout, "s")
    error_message = "A training may take 1s to 604800s (168 hours)."
  }
}

variable "min_instances" {
  description = "Instances that run without a request; 0 costs nothing at rest"
  type        = number
  default     = 0

  validation {
    condition     = var.min_instances >= 0 && var.min_instances <= var.max_instances
    error_message = "The least number of instances lies between 0 and max_instances."
  }
}

variable "max_instances" {
  description = "Instances at most: the ceiling of what a flood of requests can cost"
  type        = number
  default     = 3

  validation {
    condition     = var.max_instances >= 1
    error_message = "The service needs at least one instance."
  }
}

variable "concurrency" {
  description = "Requests that one instance answers at the same time before another is started"
  type        = number
  default     = 20

  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 1000
    error_message = "Cloud Run allows 1 to 1000 requests at the same time."
  }
}

variable "serving_revision" {
  description = "Revision that keeps all traffic while the new one is tried under the tag candidate; empty gives all traffic to the new one"
  type        = string
  default     = ""
}

variable "deletion_protection" {
  description = "Whether service and job refuse to be destroyed; false must be applied before a destroy"
  type        = bool
  default     = true
}
