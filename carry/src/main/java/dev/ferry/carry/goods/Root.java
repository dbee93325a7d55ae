package dev.ferry.carry.goods;

import dev.ferry.bundle.layout.Form;
import dev.ferry.model.Digest;
import java.util.List;

/** What a person asked to carry, and the numbers of the blobs that it is made of. */
public sealed interface Root {
  /** The name that it gets on the far side: {@code env-v2}. */
  String name();

  /** The digest that stands for it. */
  Digest digest();

  /** Numbers of every blob that it needs. */
  Numbers needs();

  /**
   * A bundle. The root index, manifests and files follow from its digest; what does not is listed.
   *
   * @param digest of the root index: the bundle's digest
   * @param form whether the folder has blobs for wheels
   * @param files that the digest does not reach: {@code index.json}, evidence, signatures
   */
  record Bundle(String name, Digest digest, Form form, Numbers needs, List<NamedFile> files)
      implements Root {
    public Bundle {
      files = List.copyOf(files);
    }
  }

  /**
   * An image: its recipe. The bundle that it is made from is a root of its own, here or in an
   * earlier parcel.
   *
   * @param digest of the recipe's bytes
   * @param bundle digest of the bundle that it is made from
   * @param bases digests of the records of the bases that it stands on ({@code
   *     docs/formats/base.md})
   * @param needs recipe, records, layers of the bases as they were given, application and model
   *     files, packages, keep lists
   */
  record Image(String name, Digest digest, Digest bundle, List<Digest> bases, Numbers needs)
      implements Root {
    public Image {
      bases = List.copyOf(bases);
    }
  }

  /**
   * Any file.
   *
   * @param digest of its bytes
   */
  record File(String name, Digest digest, Numbers needs) implements Root {}

  /**
   * A file in a bundle's folder.
   *
   * @param path below the folder
   * @param digest of its bytes
   */
  record NamedFile(String path, Digest digest) {}
}
