module.exports = { size: "medium", host: "staging.example.com", tag: "1.29" };
