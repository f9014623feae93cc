#include "tests/support/test_ca.hpp"

#include <cstdio>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

namespace tidings::test {
namespace {

void require(bool good, const char* what) {
  if (!good) throw std::runtime_error(what);
}

Key make_key() {
  Key key(EVP_EC_gen("P-256"));
  require(key != nullptr, "cannot make a key");
  return key;
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  require(extension != nullptr, "cannot make an extension");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate make_certificate(const std::string& common_name, EVP_PKEY* key, long serial) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 24 * 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                             0);
  return certificate;
}

bool is_address(const std::string& name) {
  return name.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

TestCa::TestCa() : key_(make_key()) {
  std::string pattern = (std::filesystem::temp_directory_path() / "test-ca-XXXXXX").string();
  require(mkdtemp(pattern.data()) != nullptr, "cannot make a folder");
  folder_ = pattern;
  ca_file_ = folder_ / "ca.pem";
  certificate_ = make_certificate("test CA", key_.get(), 1);
  X509* ca = certificate_.get();
  X509_set_issuer_name(ca, X509_get_subject_name(ca));
  add_extension(ca, ca, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(ca, ca, NID_key_usage, "critical,keyCertSign,cRLSign");
  require(X509_sign(ca, key_.get(), EVP_sha256()) != 0, "cannot sign");
  const std::unique_ptr<FILE, Freer<fclose>> out(fopen(ca_file_.c_str(), "w"));
  require(out != nullptr && PEM_write_X509(out.get(), ca) == 1, "cannot write the CA");
}

TestCa::~TestCa() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

TestCa::Pair TestCa::make_pair(const std::vector<std::string>& names) const {
  Pair pair{nullptr, make_key()};
  pair.certificate = make_certificate(names.at(0), pair.key.get(), 2);
  X509_set_issuer_name(pair.certificate.get(), X509_get_subject_name(certificate_.get()));
  std::string alternatives;
  for (const std::string& name : names) {
    alternatives +=
        (alternatives.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
  }
  add_extension(pair.certificate.get(), certificate_.get(), NID_subject_alt_name, alternatives);
  require(X509_sign(pair.certificate.get(), key_.get(), EVP_sha256()) != 0, "cannot sign");
  return pair;
}

SslContext TestCa::server_context(const std::vector<std::string>& names) const {
  const Pair pair = make_pair(names);
  SslContext context(SSL_CTX_new(TLS_server_method()));
  require(SSL_CTX_use_certificate(context.get(), pair.certificate.get()) == 1 &&
              SSL_CTX_use_PrivateKey(context.get(), pair.key.get()) == 1,
          "cannot use the certificate");
  return context;
}

TestCa::Files TestCa::server_files(const std::vector<std::string>& names) const {
  const Pair pair = make_pair(names);
  Files files{folder_ / "server.pem", folder_ / "server.key"};
  using File = std::unique_ptr<std::FILE, Freer<std::fclose>>;
  const File certificate(std::fopen(files.certificate.c_str(), "w"));
  const File key(std::fopen(files.key.c_str(), "w"));
  require(certificate && key && PEM_write_X509(certificate.get(), pair.certificate.get()) == 1 &&
              PEM_write_PrivateKey(key.get(), pair.key.get(), nullptr, nullptr, 0, nullptr,
                                   nullptr) == 1,
          "cannot write the certificate");
  return files;
}

}  // namespace tidings::test
