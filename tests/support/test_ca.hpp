#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <openssl/ssl.h>

namespace tidings::test {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using SslContext = std::unique_ptr<SSL_CTX, Freer<SSL_CTX_free>>;

// A certificate authority made at run time, kept in a temporary folder while it lives.
class TestCa {
 public:
  TestCa();
  ~TestCa();
  TestCa(const TestCa&) = delete;
  TestCa& operator=(const TestCa&) = delete;

  // The CA's own certificate (PEM), for ca_file.
  [[nodiscard]] const std::filesystem::path& ca_file() const { return ca_file_; }
  // A server's context with a certificate for `names`: DNS names, or IPv4 addresses.
  [[nodiscard]] SslContext server_context(const std::vector<std::string>& names) const;
  // The same as files (PEM), for servers that are programs of their own.
  struct Files {
    std::filesystem::path certificate;
    std::filesystem::path key;
  };
  [[nodiscard]] Files server_files(const std::vector<std::string>& names) const;

 private:
  struct Pair {
    Certificate certificate;
    Key key;
  };
  [[nodiscard]] Pair make_pair(const std::vector<std::string>& names) const;

  std::filesystem::path folder_;
  std::filesystem::path ca_file_;
  Key key_;
  Certificate certificate_;
};

}  // namespace tidings::test
