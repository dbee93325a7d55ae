package dev.ferry.python.resolve;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.index.ProjectPage;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;

/**
 * The projects of one resolution, each loaded and filtered once, by whichever thread asks first.
 */
final class Projects {
  private final Rules rules;
  private final PackageIndex index;
  private final Map<PackageName, FutureTask<Project>> loaded = new ConcurrentHashMap<>();
  private final Queue<Text> notes = new ConcurrentLinkedQueue<>();

  Projects(Rules rules, PackageIndex index) {
    this.rules = rules;
    this.index = index;
  }

  Project load(PackageName name) {
    FutureTask<Project> task = loaded.get(name);
    if (task == null) {
      FutureTask<Project> fresh = new FutureTask<>(() -> read(name));
      FutureTask<Project> earlier = loaded.putIfAbsent(name, fresh);
      task = earlier == null ? fresh : earlier;
      if (earlier == null) {
        fresh.run();
      }
    }
    return Waiting.on(task);
  }

  private Project read(PackageName name) {
    Optional<Requirement> direct = rules.findUrl(name);
    if (direct.isPresent()) {
      return fromUrl(name, direct.get().url().orElseThrow());
    }
    Optional<ProjectPage> page = index.findPage(name);
    if (page.isEmpty()) {
      return new Project(name, List.of(), false, Optional.empty());
    }
    notes.addAll(page.get().notes());
    warnOfMissingTimes(page.get());
    List<Release> releases = ProjectFilter.releases(rules, name, page.get().files());
    return new Project(name, releases, true, Optional.empty());
  }

  private void warnOfMissingTimes(ProjectPage page) {
    if (rules.request().excludeNewer().isPresent()) {
      long without = page.files().stream().filter(file -> file.uploadTime().isEmpty()).count();
      if (without > 0) {
        notes.add(
            Text.of(
                "`%s`: %s without an upload time left out because of `--exclude-newer`",
                "`%s`：因 `--exclude-newer`，忽略了没有上传时间的 %s",
                page.name(),
                Text.count(without, "file", "个文件")));
      }
    }
  }

  /** A project whose only release is the file that a requirement names. */
  private Project fromUrl(PackageName name, String url) {
    IndexFile file = DirectUrl.parse(name, url);
    List<Release> releases = ProjectFilter.releases(pinned(name), name, List.of(file));
    if (releases.isEmpty()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "`%s @ %s` names neither a wheel nor a source archive of `%s`",
              "`%s @ %s` 既不是 `%s` 的 wheel，也不是其源码包", name, url, name));
    }
    return new Project(name, releases, true, Optional.of(url));
  }

  /** A URL that was asked for needs no hash. */
  private Rules pinned(PackageName name) {
    return rules.hashesRequired() && !rules.hashes(name).isEmpty() ? rules : rules.withoutHashes();
  }

  /** What the sources had to say, in no certain order. */
  List<Text> notes() {
    return notes.stream().distinct().sorted(java.util.Comparator.comparing(Text::english)).toList();
  }

  /** Takes the URL of a requirement apart. */
  private static final class DirectUrl {
    static IndexFile parse(PackageName name, String url) {
      try {
        URI uri = URI.create(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        String path = uri.getPath();
        if (path == null || !List.of("http", "https", "file").contains(scheme)) {
          throw refusal(name, url);
        }
        URI location =
            new URI(scheme, null, uri.getHost(), uri.getPort(), path, uri.getQuery(), null);
        String filename = path.substring(path.lastIndexOf('/') + 1);
        return new IndexFile(
            filename,
            location.toString(),
            digest(uri.getFragment()),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            "",
            false,
            Optional.empty(),
            "url");
      } catch (IllegalArgumentException | java.net.URISyntaxException bad) {
        throw refusal(name, url);
      }
    }

    private static Optional<Digest> digest(@org.jspecify.annotations.Nullable String fragment) {
      String prefix = "sha256=";
      if (fragment != null) {
        for (String part : fragment.split("&", -1)) {
          if (part.startsWith(prefix)) {
            return Digest.findHex(part.substring(prefix.length()));
          }
        }
      }
      return Optional.empty();
    }

    private static FerryException refusal(PackageName name, String url) {
      return new FerryException(
              Failure.USAGE, Text.of("`%s @ %s` cannot be taken", "无法使用 `%s @ %s`", name, url))
          .hint(
              Text.of(
                  "give the `http`, `https` or `file` URL of a wheel or a source archive",
                  "请给出 wheel 或源码包的 `http`、`https` 或 `file` URL"));
    }
  }
}
