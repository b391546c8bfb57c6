// SPDX-License-Identifier: Apache-2.0
/**
 * Makes what AWS Lambda runs, and takes it there: the choice between a zip and an image, the zip
 * and its way into a bucket, and the login to the registry of images. How an image is made is in
 * {@link dev.lsml.deploy.image}; what is provisioned around it belongs elsewhere.
 */
@NullMarked
package dev.lsml.deploy.lambda;

import org.jspecify.annotations.NullMarked;
