/**
 * Run on its own, because a broken driver can end the process: prints the adapter as one line of
 * JSON, or null. A device is asked for too: some drivers list adapters that they cannot open.
 */
if (import.meta.main) {
  const adapter = await navigator.gpu?.requestAdapter();
  const opened = await adapter?.requestDevice().catch(() => null);
  if (adapter && opened) {
    const { vendor, architecture, device, description } = adapter.info;
    console.log(JSON.stringify({ vendor, architecture, device, description }));
    opened.destroy();
  } else {
    console.log("null");
  }
}
