package dev.ferry.bundle.lock;

import dev.ferry.bundle.spec.UploadDeadline;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.reqfile.DirectLine;
import dev.ferry.python.reqfile.FileHash;
import dev.ferry.python.reqfile.IndexOptions;
import dev.ferry.python.reqfile.RequirementLine;
import dev.ferry.python.reqfile.RequirementsFile;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.BuildPolicy;
import dev.ferry.python.resolve.Correction;
import dev.ferry.python.resolve.FitMode;
import dev.ferry.python.resolve.KnownCorrections;
import dev.ferry.python.resolve.Request;
import dev.ferry.python.resolve.ResolveRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the texts of a spec, of requirements files and of the command line into one request. */
public final class SpecRequest {
  private final EnvironmentSpec spec;
  private final RequirementFiles files;
  private final LockRules rules;

  private SpecRequest(EnvironmentSpec spec, RequirementFiles files, LockRules rules) {
    this.spec = spec;
    this.files = files;
    this.rules = rules;
  }

  /**
   * What is asked for on every target.
   *
   * @param spec the file's, with what the command line asks for added
   * @param any some target; the request is made for it
   */
  public static ResolveRequest of(
      EnvironmentSpec spec, RequirementFiles files, LockRules rules, Target any) {
    return new SpecRequest(spec, files, rules).request(any);
  }

  private ResolveRequest request(Target any) {
    refuseSettings();
    List<Request> requirements = requirements();
    if (requirements.isEmpty()) {
      throw new FerryException(Failure.USAGE, Text.of("nothing is asked for", "没有给出任何依赖"))
          .hint(
              Text.of(
                  "Name requirements, or give `-f ferry.yaml` or `-r requirements.txt`",
                  "请列出依赖，或使用 `-f ferry.yaml`、`-r requirements.txt`"));
    }
    return new ResolveRequest(
        any,
        requirements,
        constraints(),
        overrides(),
        Map.of(),
        spec.prereleases() || rules.prereleases() || fileOptions().anyMatch(IndexOptions::pre),
        excludeNewer(),
        builds(),
        fit(),
        corrections(),
        rules.allowUnhashed(),
        rules.requireHashes() || fileOptions().anyMatch(IndexOptions::requireHashes),
        List.of());
  }

  private Stream<IndexOptions> fileOptions() {
    return files.options().stream();
  }

  private List<Request> requirements() {
    List<Request> requests = new ArrayList<>();
    spec.requires().forEach(text -> requests.add(Request.of(text)));
    for (RequirementsFile file : files.requirements()) {
      refuseDirect(file.direct());
      file.requirements().stream()
          .filter(line -> !rules.without().contains(line.requirement().name()))
          .forEach(line -> requests.add(request(line)));
    }
    return requests;
  }

  private static Request request(RequirementLine line) {
    List<Digest> digests =
        line.hashes().stream().map(FileHash::sha256).flatMap(Optional::stream).toList();
    if (digests.isEmpty() && !line.hashes().isEmpty()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "%s: `%s` has hashes, but none is a sha256",
              "%s：`%s` 给出了哈希，但没有 sha256", line.origin(), line.requirement()));
    }
    return new Request(line.requirement(), digests, Text.same(line.origin().shortened()));
  }

  /** A wheel that was built with other settings than asked for would be another one. */
  private void refuseSettings() {
    fileOptions()
        .flatMap(options -> options.configSettings().stream())
        .findFirst()
        .ifPresent(
            place -> {
              throw new FerryException(
                      Failure.USAGE,
                      Text.of(
                          "%s: `--config-settings` cannot be passed on to a build",
                          "%s：无法把 `--config-settings` 传给构建", place))
                  .hint(
                      Text.of(
                          "Leave it out, or build the wheel into a folder and give `--find-links"
                              + " FOLDER`",
                          "请去掉该选项，或自行构建 wheel 放入一个目录，并使用 `--find-links 目录`"));
            });
  }

  /** A folder or an archive is not a release that could be locked and carried as it is. */
  private static void refuseDirect(List<DirectLine> lines) {
    if (!lines.isEmpty()) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "requirements by place cannot be locked: they have no version that stays",
                  "按位置给出的依赖无法锁定：它们没有固定的版本"))
          .reasons(
              lines.stream()
                  .map(
                      line ->
                          Text.same(
                              line.origin()
                                  + ": "
                                  + (line.editable() ? "-e " : "")
                                  + line.location()))
                  .toList())
          .hint(
              Text.of(
                  "Build a wheel of it into a folder, ask for it by name and give `--find-links"
                      + " FOLDER`",
                  "请先构建成 wheel 放入一个目录，按名称引用，并使用 `--find-links 目录`"));
    }
  }

  private List<Requirement> constraints() {
    List<Requirement> constraints = new ArrayList<>();
    spec.constraints().forEach(text -> constraints.add(Requirement.parse(text)));
    for (RequirementsFile file : files.requirements()) {
      file.constraints().forEach(line -> constraints.add(line.requirement()));
    }
    for (RequirementsFile file : files.constraints()) {
      file.constraints().forEach(line -> constraints.add(line.requirement()));
    }
    return constraints;
  }

  private List<Requirement> overrides() {
    List<Requirement> overrides = new ArrayList<>();
    spec.overrides().forEach(text -> overrides.add(Requirement.parse(text)));
    for (RequirementsFile file : files.overrides()) {
      refuseDirect(file.direct());
      file.requirements().forEach(line -> overrides.add(line.requirement()));
    }
    return overrides;
  }

  private Optional<Instant> excludeNewer() {
    return rules
        .excludeNewer()
        .or(() -> spec.excludeNewer().map(text -> UploadDeadline.find(text).orElseThrow()));
  }

  private BuildPolicy builds() {
    return FormatRules.of(
        rules,
        fileOptions().toList(),
        spec.build().allow().stream().map(PackageName::of).collect(Collectors.toSet()));
  }

  private FitMode fit() {
    String mode = rules.fitMode().or(() -> spec.fit().mode()).orElse(FitMode.STRICT.id());
    return Arrays.stream(FitMode.values())
        .filter(one -> one.id().equals(mode))
        .findFirst()
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.USAGE,
                    Text.of(
                        "bad value for `--fit`: got `%s`, want `strict`, `warn` or `off`",
                        "`--fit` 的值有误：是 `%s`，应为 `strict`、`warn` 或 `off`", mode)));
  }

  private List<Correction> corrections() {
    List<Correction> corrections = new ArrayList<>();
    if (rules.knownCorrections()) {
      corrections.addAll(KnownCorrections.read());
    }
    for (EnvironmentSpec.Correction correction : spec.corrections()) {
      Requirement releases = Requirement.parse(correction.packages());
      corrections.add(
          new Correction(
              releases.name(),
              releases.specifiers(),
              correction.requires().stream().map(Requirement::parse).toList(),
              correction.because()));
    }
    return corrections;
  }
}
