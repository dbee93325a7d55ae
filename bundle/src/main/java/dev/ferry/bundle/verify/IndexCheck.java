package dev.ferry.bundle.verify;

import dev.ferry.bundle.layout.BundleGraph;
import dev.ferry.bundle.layout.BundleTypes;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.read.Problem;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.archive.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares {@code index.json} and the statements that it lists with what the root makes of them.
 * Neither is covered by the root's digest: a tag is the one that all environments' tags begin with,
 * and a statement is about this root and has the bytes that its own manifest names.
 */
final class IndexCheck {
  private final Bundle bundle;
  private final Hashes hashes;
  private final List<Problem> problems = new ArrayList<>();

  private IndexCheck(Bundle bundle, Hashes hashes) {
    this.bundle = bundle;
    this.hashes = hashes;
  }

  /** What is wrong with it. */
  static List<Problem> problems(Bundle bundle, Hashes hashes) {
    IndexCheck check = new IndexCheck(bundle, hashes);
    try {
      check.check();
    } catch (FerryException unreadable) {
      check.problem(LayoutReader.INDEX, unreadable.text());
    }
    return check.problems;
  }

  private void check() {
    List<Descriptor> statements = new ArrayList<>();
    for (Descriptor entry : bundle.evidence()) {
      statement(entry, statements.size() + 1).ifPresent(statements::add);
    }
    Descriptor root = bundle.rootDescriptor();
    byte[] want =
        BundleGraph.index(
                bundle.tag(),
                Descriptor.of(root.mediaType(), root.digest(), root.size())
                    .withArtifactType(BundleTypes.BUNDLE),
                bundle.entries(),
                statements)
            .bytes();
    Optional<byte[]> got = bundle.findBytes(LayoutReader.INDEX, Manifest.LIMIT);
    if (got.isEmpty() || !Arrays.equals(got.get(), want)) {
      problem(
          LayoutReader.INDEX,
          Text.of("differs from what the root `%s` stands for", "与根 `%s` 所代表的内容不同", bundle.root()));
    }
  }

  /** How a statement must be listed; nothing for one that cannot be read. */
  private Optional<Descriptor> statement(Descriptor entry, int number) {
    String path = LayoutReader.path(entry.digest());
    Optional<byte[]> bytes = bundle.findBytes(path, Manifest.LIMIT);
    if (bytes.isEmpty()) {
      problem(path, Text.of("missing", "缺失"));
      return Optional.empty();
    }
    if (!Digest.of(bytes.get()).equals(entry.digest())) {
      problem(path, changed(entry.digest()));
      return Optional.empty();
    }
    Manifest manifest = Manifest.parse(path, bytes.get());
    if (!manifest.subject().map(Descriptor::digest).equals(Optional.of(bundle.root()))) {
      problem(path, Text.of("a statement about another bundle", "是关于另一个包的陈述"));
    }
    if (manifest.layers().isEmpty()) {
      problem(path, Text.of("a statement without content", "是没有内容的陈述"));
    } else {
      content("evidence/" + number + ".sigstore.json", manifest.layers().get(0).digest());
    }
    Descriptor plain = manifest.descriptor();
    return Optional.of(
        new Descriptor(
            plain.mediaType(),
            entry.digest(),
            bytes.get().length,
            manifest.artifactType(),
            Optional.empty(),
            manifest.annotations()));
  }

  /** A statement lies under its number, under its digest, or under both. */
  private void content(String named, Digest digest) {
    Map<String, Extent> files = bundle.container().files();
    List<String> present =
        List.of(named, LayoutReader.path(digest)).stream().filter(files::containsKey).toList();
    if (present.isEmpty()) {
      problem(named, Text.of("missing", "缺失"));
    }
    for (String path : present) {
      Extent extent = files.get(path);
      if (extent != null && !hashes.digest(extent).equals(Optional.of(digest))) {
        problem(path, changed(digest));
      }
    }
  }

  private static Text changed(Digest want) {
    return Text.of("changed, want sha256 `%s`", "已改变，sha256 应为 `%s`", want.hex());
  }

  private void problem(String path, Text what) {
    problems.add(new Problem(path, what));
  }
}
