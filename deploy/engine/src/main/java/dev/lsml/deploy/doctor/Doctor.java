// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.health.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks from both sides at why Label Studio and a backend cannot talk, and says of each finding
 * what to do. Reads only. Used once, by one thread.
 */
public final class Doctor {
  private final Patient backend;
  private final Probe probe;
  private final LongSupplier nanos;

  /**
   * Makes one.
   *
   * @param nanos a steady clock
   */
  public Doctor(Patient backend, Probe probe, LongSupplier nanos) {
    this.backend = backend;
    this.probe = probe;
    this.nanos = nanos;
  }

  /** Looks at the backend alone, where no Label Studio is named. */
  public List<Note> examine() throws InterruptedException {
    List<Note> notes = new ArrayList<>(new BackendChecks(backend, probe, nanos).look(null));
    notes.add(
        Note.odd(
            "Label Studio was not looked at",
            "no address of it is named",
            "Add -Dlabelstudio.url= or set LABEL_STUDIO_URL"));
    return notes;
  }

  /**
   * Looks at both.
   *
   * @param project the project's id in Label Studio; {@code null} for none
   */
  public List<Note> examine(LabelStudioClient client, ApiKey key, @Nullable Long project)
      throws InterruptedException {
    List<Note> notes = new ArrayList<>();
    Project known = labelStudio(client, key, project, notes);
    BackendChecks checks = new BackendChecks(backend, probe, nanos);
    notes.addAll(checks.look(known));
    if (known != null) {
      together(client, known, checks.modelVersion(), notes);
    }
    return notes;
  }

  private @Nullable Project labelStudio(
      LabelStudioClient client, ApiKey key, @Nullable Long project, List<Note> notes) {
    try {
      notes.add(
          Note.good("Label Studio " + client.version() + " answers at " + client.base().value()));
      String whose = client.whoami().get("email").stringOrNull();
      notes.add(key(key, String.valueOf(whose)));
      if (project == null) {
        notes.add(
            Note.odd(
                "Project, registration and webhook were not looked at",
                "no project is named",
                "Add -Dlabelstudio.project= with the number in its address, /projects/NUMBER/"));
        return null;
      }
      Project known = client.project(project);
      notes.add(Note.good("project " + known.id() + " can be read with the key"));
      return known;
    } catch (LabelStudioException | JsonException e) {
      notes.add(failed(e));
      return null;
    }
  }

  private static Note key(ApiKey key, String whose) {
    return switch (key.kind()) {
      case PERSONAL_ACCESS_TOKEN -> Note.good("the key is a personal access token of " + whose);
      case LEGACY_TOKEN ->
          Note.odd(
              "The key is a legacy token",
              "it works now, as " + whose + ", but new organizations do not accept such tokens",
              "Make a personal access token under Account & Settings");
      case ACCESS_TOKEN ->
          Note.bad(
              "The key works for some minutes only",
              "it is an access token of " + whose + ", which cannot be renewed",
              "Make a personal access token under Account & Settings, and use that");
    };
  }

  private void together(
      LabelStudioClient client, Project project, @Nullable String version, List<Note> notes) {
    try {
      List<JsonView> registered = RegistrationChecks.registered(client, project);
      JsonView found = RegistrationChecks.find(registered, backend);
      notes.addAll(RegistrationChecks.look(registered, found, backend, version));
      if (found != null) {
        String url = RegistrationChecks.url(found);
        notes.addAll(WebhookChecks.look(client.webhooks(project.id()), url, backend));
        notes.add(RegistrationChecks.smartTools(project, found));
        notes.add(
            VersionChecks.look(project, registered, client.modelVersions(project.id()), version));
      }
    } catch (LabelStudioException | JsonException e) {
      notes.add(failed(e));
    }
  }

  private static Note failed(RuntimeException e) {
    if (e instanceof LabelStudioException refused) {
      return Note.bad(refused.problem(), refused.reason(), refused.remedy());
    }
    return Note.bad(
        "Label Studio answers otherwise than it should",
        String.valueOf(e.getMessage()),
        "Check that -Dlabelstudio.url= is Label Studio's address");
  }

  /** The notes in lines for a person. */
  public static List<String> lines(List<Note> notes) {
    List<String> lines = new ArrayList<>();
    for (Note note : notes) {
      Finding finding = note.finding();
      lines.add(
          (finding == null ? "ok       " : finding.isError() ? "PROBLEM  " : "note     ")
              + note.text());
      if (finding != null) {
        lines.add("           why: " + finding.cause());
        lines.add("           do:  " + finding.remedy());
      }
    }
    return lines;
  }
}
