import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives the entries of the jars in a directory the permissions that they have with umask
 * 022, so that a release has the same bytes with any umask. Java ignores them.
 */
class SamePermissions {

	private static final int END = 22;

	public static void main(String[] arguments) throws IOException {
		Path directory = Path.of(arguments[0]);
		if (Files.isDirectory(directory)) {
			try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "loopback-fast-path-*.jar")) {
				for (Path jar : jars) {
					Files.write(jar, samePermissions(Files.readAllBytes(jar)));
				}
			}
		}
	}

	private static byte[] samePermissions(byte[] jar) throws IOException {
		ByteBuffer zip = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
		int end = jar.length - END;
		require(zip, end, 0x06054b50);
		int entries = Short.toUnsignedInt(zip.getShort(end + 10));
		int entry = zip.getInt(end + 16);
		for (int i = 0; i < entries; i++) {
			require(zip, entry, 0x02014b50);
			int name = Short.toUnsignedInt(zip.getShort(entry + 28));
			boolean isDirectory = zip.get(entry + 46 + name - 1) == '/';
			// The type and the permissions of Unix, above the attributes of MS-DOS
			zip.putShort(entry + 40, (short) (isDirectory ? 0040755 : 0100644));
			entry += 46 + name + Short.toUnsignedInt(zip.getShort(entry + 30))
					+ Short.toUnsignedInt(zip.getShort(entry + 32));
		}
		return jar;
	}

	private static void require(ByteBuffer zip, int position, int signature) throws IOException {
		if (zip.getInt(position) != signature) {
			throw new IOException("Not a jar with this layout: no " + Integer.toHexString(signature) + " at " + position);
		}
	}

}
