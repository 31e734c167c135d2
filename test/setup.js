// The SDK warns about Node 20 on every start of a worker; the tests should print test results only.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
